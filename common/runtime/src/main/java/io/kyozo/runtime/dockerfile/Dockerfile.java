package io.kyozo.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Dockerfile as a list of instructions whose texts, joined, are the file again. Reads the {@code escape} directive,
 * continuation lines and here-documents as the reference at docs.docker.com/reference/dockerfile describes them.
 */
public record Dockerfile(List<Instruction> instructions) {
    private static final Pattern ESCAPE = Pattern.compile("(?i)#\\s*escape\\s*=\\s*`\\s*");
    private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?");

    public Dockerfile {
        instructions = List.copyOf(instructions);
    }

    public static Dockerfile parse(String text) {
        var lines = List.of(text.replace("\r\n", "\n").split("\n", -1));
        var escape = !lines.isEmpty() && ESCAPE.matcher(lines.get(0)).matches() ? '`' : '\\';
        var found = new ArrayList<Instruction>();
        for (var at = 0; at < lines.size(); ) {
            var end = isBlankOrComment(lines.get(at)) ? at + 1 : endOf(lines, at, escape);
            found.add(instruction(lines.subList(at, end), escape));
            at = end;
        }
        return new Dockerfile(found);
    }

    /** The file's text. */
    public String text() {
        var text = new StringBuilder();
        for (var instruction : instructions) {
            text.append(instruction.text()).append('\n');
        }
        return text.toString();
    }

    private static boolean isBlankOrComment(String line) {
        var stripped = line.strip();
        return stripped.isEmpty() || stripped.startsWith("#");
    }

    /** One past the last line of the instruction that starts at {@code start}. */
    private static int endOf(List<String> lines, int start, char escape) {
        var end = start;
        while (end < lines.size()
                && (isContinued(lines.get(end), escape) || (end > start && isBlankOrComment(lines.get(end))))) {
            end++;
        }
        end = Math.min(end + 1, lines.size());
        var heredoc = HEREDOC.matcher(lines.get(start));
        if (heredocAllowed(lines.get(start)) && heredoc.find()) {
            while (end < lines.size() && !lines.get(end).strip().equals(heredoc.group(1))) {
                end++;
            }
            end = Math.min(end + 1, lines.size());
        }
        return end;
    }

    private static boolean heredocAllowed(String line) {
        var keyword = Instruction.of(line, line).keyword();
        return keyword.equals("RUN") || keyword.equals("COPY") || keyword.equals("ADD");
    }

    private static boolean isContinued(String line, char escape) {
        var stripped = line.stripTrailing();
        return !stripped.isEmpty() && !isBlankOrComment(line) && stripped.charAt(stripped.length() - 1) == escape;
    }

    private static Instruction instruction(List<String> lines, char escape) {
        var text = String.join("\n", lines);
        if (isBlankOrComment(lines.get(0))) {
            return Instruction.other(text);
        }
        var logical = new StringBuilder();
        for (var line : lines) {
            if (!isBlankOrComment(line)) {
                var stripped = line.stripTrailing();
                logical.append(isContinued(line, escape) ? stripped.substring(0, stripped.length() - 1) : stripped)
                        .append(' ');
            }
        }
        return Instruction.of(logical.toString(), text);
    }
}
