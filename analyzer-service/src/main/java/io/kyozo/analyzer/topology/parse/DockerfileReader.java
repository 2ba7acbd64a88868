package io.kyozo.analyzer.topology.parse;

import io.kyozo.analyzer.topology.parse.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a Dockerfile into instructions: continuation lines, comments, the escape directive, here-documents. */
final class DockerfileReader {
    private final List<String> lines;
    private final char escape;
    private int next;

    DockerfileReader(List<String> lines) {
        this.lines = lines;
        boolean backtick = lines.stream()
                .takeWhile(line -> line.strip().startsWith("#"))
                .anyMatch(line -> line.replace(" ", "").equalsIgnoreCase("#escape=`"));
        this.escape = backtick ? '`' : '\\';
    }

    List<Instruction> read() {
        List<Instruction> instructions = new ArrayList<>();
        while (next < lines.size()) {
            int line = next + 1;
            String text = joined();
            if (text.isEmpty()) {
                continue;
            }
            int blank = firstBlank(text);
            String keyword = text.substring(0, blank).toUpperCase(Locale.ROOT);
            String arguments = text.substring(blank).strip();
            if (keyword.equals("ONBUILD")) {
                continue;
            }
            instructions.add(new Instruction(line, keyword, arguments));
            skipHeredoc(keyword, arguments);
        }
        return instructions;
    }

    private String joined() {
        StringBuilder text = new StringBuilder();
        boolean more = true;
        while (more && next < lines.size()) {
            String line = lines.get(next++).strip();
            if (line.startsWith("#") || line.isEmpty()) {
                more = !text.isEmpty();
                continue;
            }
            more = line.charAt(line.length() - 1) == escape;
            text.append(more ? line.substring(0, line.length() - 1) : line).append(more ? " " : "");
        }
        return text.toString().strip();
    }

    private void skipHeredoc(String keyword, String arguments) {
        if (!keyword.equals("RUN") && !keyword.equals("COPY") && !keyword.equals("ADD")) {
            return;
        }
        int mark = arguments.indexOf("<<");
        if (mark < 0) {
            return;
        }
        String rest = arguments.substring(mark + 2);
        String name = rest.startsWith("-") ? rest.substring(1) : rest;
        String end = name.substring(0, firstBlank(name)).replace("\"", "").replace("'", "");
        if (!Dotenv.isName(end)) {
            return;
        }
        int close = next;
        while (close < lines.size() && !lines.get(close).strip().equals(end)) {
            close++;
        }
        next = close < lines.size() ? close + 1 : next;
    }

    private static int firstBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return text.length();
    }
}
