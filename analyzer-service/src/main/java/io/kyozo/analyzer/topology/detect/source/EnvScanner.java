package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Locale;

/**
 * Finds where code reads environment variables, in any language: {@code process.env.NAME}, and quoted names in a call
 * or an index whose callee speaks of the environment.
 */
final class EnvScanner {
    private static final List<String> DOTTED = List.of("process.env.", "import.meta.env.", "Bun.env.");

    /** Every line that reads the environment holds one of these; {@code getEnv}, {@code ENV}, {@code os.environ}. */
    private static final List<String> ANCHORS = List.of("env", "ENV", "Env", "config", "Config", "CONFIG");

    private static final int MAX_NAME = 64;

    private final TextFile file;

    EnvScanner(TextFile file) {
        this.file = file;
    }

    /** Whether a scan may find anything; asked of every source. */
    static boolean mayFind(TextFile file) {
        return ANCHORS.stream().anyMatch(file::contains);
    }

    void scan(SourceFindings findings) {
        int number = 0;
        for (String line : file.lines()) {
            number++;
            if (speaksOf(line)) {
                dotted(line, number, findings);
                quoted(line, number, findings);
                destructured(line, number, findings);
            }
        }
    }

    private static boolean speaksOf(String line) {
        for (String anchor : ANCHORS) {
            if (line.contains(anchor)) {
                return true;
            }
        }
        return false;
    }

    private void dotted(String line, int number, SourceFindings findings) {
        for (String anchor : DOTTED) {
            int at = line.indexOf(anchor);
            while (at >= 0) {
                int from = at + anchor.length();
                int to = Names.end(line, from);
                add(line.substring(from, to), line, to, number, findings);
                at = line.indexOf(anchor, to);
            }
        }
    }

    private void quoted(String line, int number, SourceFindings findings) {
        int at = Literals.nextQuote(line, 0);
        while (at >= 0) {
            int close = line.indexOf(line.charAt(at), at + 1);
            if (close < 0) {
                return;
            }
            String name = line.substring(at + 1, close);
            if (name.length() <= MAX_NAME
                    && Names.isConstant(name)
                    && readsEnvironment(line.substring(0, at).replace("()", ""))) {
                add(name, line, close + 1, number, findings);
            }
            at = Literals.nextQuote(line, close + 1);
        }
    }

    /** {@code const { PORT = 3000, HOST } = process.env}. */
    private void destructured(String line, int number, SourceFindings findings) {
        int close = line.indexOf("} = process.env");
        int open = close < 0 ? -1 : line.lastIndexOf('{', close);
        if (open < 0) {
            return;
        }
        for (String part : line.substring(open + 1, close).split(",", 50)) {
            String entry = part.strip();
            add(
                    entry.substring(0, Names.end(entry, 0)),
                    entry.replace("=", "||"),
                    Names.end(entry, 0),
                    number,
                    findings);
        }
    }

    /** Whether the callee before a quoted name, such as {@code os.Getenv(}, speaks of the environment. */
    private static boolean readsEnvironment(String before) {
        int end = before.length();
        while (end > 0 && "([{ ?.!|&*".indexOf(before.charAt(end - 1)) >= 0) {
            end--;
        }
        int from = end;
        while (from > 0 && end - from < 60 && isCallee(before.charAt(from - 1))) {
            from--;
        }
        String callee = before.substring(from, end).toLowerCase(Locale.ROOT);
        String bare = before.strip();
        boolean called = end < before.length() && (bare.endsWith("(") || bare.endsWith("["));
        boolean spaced = callee.endsWith("env") || callee.endsWith("environ");
        return callee.contains("env") && (called || spaced)
                || called
                        && (callee.endsWith("config.get")
                                || callee.endsWith("configservice.get")
                                || callee.endsWith("config"));
    }

    private static boolean isCallee(char c) {
        return Character.isLetterOrDigit(c)
                || c == '_'
                || c == '.'
                || c == ':'
                || c == '$'
                || c == '!'
                || c == '<'
                || c == '>';
    }

    private void add(String name, String line, int after, int number, SourceFindings findings) {
        if (!Names.isConstant(name) || name.length() > MAX_NAME) {
            return;
        }
        String fallback = Literals.fallback(line.substring(Math.min(after, line.length())));
        if (fallback.isEmpty()) {
            fallback = laterDefault(line, number);
        }
        findings.add(new EnvRead(name, fallback, new Evidence(file.path(), number, 0.5, "reads " + name)));
    }

    /** {@code port := os.Getenv("PORT")}, and some lines later {@code port = "8080"} where it was empty. */
    private String laterDefault(String line, int number) {
        String variable = Names.assigned(line);
        if (variable.isEmpty()) {
            return "";
        }
        for (int i = number; i < Math.min(number + 5, file.lines().size()); i++) {
            String later = file.lines().get(i).strip();
            if (Names.assigned(later).equals(variable)) {
                return Literals.first(later.substring(later.indexOf('=') + 1));
            }
        }
        return "";
    }
}
