package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the calls that open a port, and the number or the variable that they are given. */
final class PortScanner {
    private static final int MAX_HOPS = 3;

    /** Files that listen more often list something else; what they cost is bounded. */
    private static final int MAX_LISTENS = 60;

    private static final int MAX_ASSIGNMENTS = 8;

    private final TextFile file;
    private final Language language;
    private final Map<String, List<String>> assignments = new HashMap<>();
    private int listens;

    PortScanner(TextFile file, Language language) {
        this.file = file;
        this.language = language;
    }

    /** Whether a scan may find anything. */
    static boolean mayFind(TextFile file, Language language) {
        return isStopSignal(file.text()) || language.listening().stream().anyMatch(file::contains);
    }

    private static boolean isStopSignal(String code) {
        return code.contains("SIGTERM") || code.contains("signal.Notify");
    }

    void scan(SourceFindings findings) {
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            String code = line.strip();
            if (!code.startsWith("//") && !code.startsWith("#") && !code.startsWith("*") && !code.startsWith(";;")) {
                for (String anchor : language.listening()) {
                    int at = begin(line, anchor);
                    if (at >= 0 && ++listens <= MAX_LISTENS) {
                        listen(i, line.substring(at + anchor.length()), findings);
                        break;
                    }
                }
                if (isStopSignal(code)) {
                    findings.signalHandlers().add(new Evidence(file.path(), i + 1, 0.5, "handles the stop signal"));
                }
            }
        }
    }

    /** Where {@code anchor} begins in {@code line} and not inside a longer word; -1 where it does not. */
    private static int begin(String line, String anchor) {
        int at = line.indexOf(anchor);
        while (at > 0 && Character.isLetter(anchor.charAt(0)) && isWordPart(line.charAt(at - 1))) {
            at = line.indexOf(anchor, at + 1);
        }
        return at;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void listen(int index, String arguments, SourceFindings findings) {
        Evidence evidence = new Evidence(
                file.path(), index + 1, 0.7, "listens: " + shorten(file.lines().get(index)));
        String text = arguments;
        for (int i = index + 1; i < Math.min(index + 8, file.lines().size()) && isOpen(text); i++) {
            text = text + " " + file.lines().get(i).strip();
        }
        text = closed(text);
        List<String> parts = split(text);
        Found read = evaluateAll(parts, findings);
        // Small numbers are counts and levels: nothing of one's own listens below the port for SSH.
        Found found = read != null && read.number > 0 && read.number < 22 ? null : read;
        boolean sure = !isWeakAnchor(arguments, index);
        if (found != null) {
            findings.listeners().add(evidence);
            findings.ports()
                    .add(new PortFinding(
                            found.number,
                            "http",
                            found.envVar,
                            new Evidence(
                                    evidence.file(),
                                    evidence.line(),
                                    found.envVar.isEmpty() ? 0.7 : 0.8,
                                    evidence.shows())));
        } else if (sure
                && (language == Language.JAVASCRIPT || language == Language.GO || language == Language.PYTHON)) {
            findings.listeners().add(evidence);
        }
        if (text.contains("127.0.0.1") || text.replace(" ", "").contains("[127,0,0,1]") || text.contains("localhost")) {
            findings.loopbackOnly()
                    .add(new Evidence(file.path(), index + 1, 0.6, "listens on the loopback address only"));
        }
    }

    private boolean isWeakAnchor(String arguments, int index) {
        String line = file.lines().get(index);
        return line.contains(".Run(")
                || line.contains(".Start(")
                || line.contains("serve(")
                || line.contains("Addr:")
                || arguments.startsWith("'")
                || arguments.startsWith("\"");
    }

    private static boolean isOpen(String text) {
        int depth = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            if (depth <= 0) {
                return false;
            }
        }
        return text.length() < 400;
    }

    /** The arguments up to the parenthesis that closes the call. */
    private static String closed(String text) {
        int depth = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '{' || c == '[' ? 1 : c == ')' || c == '}' || c == ']' ? -1 : 0;
            if (depth <= 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** Arguments, split at commas; objects and tuples opened, so that {@code {port: 1}} is one argument {@code port: 1}. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        // An address in numbers, ([127, 0, 0, 1], 3000), is one argument and no port.
        int open = text.indexOf('[');
        int shut = open < 0 ? -1 : text.indexOf(']', open);
        boolean address = shut > 0
                && text.substring(open, shut).chars().filter(c -> c == ',').count() == 3;
        String plain = address ? text.substring(0, open) + text.substring(shut + 1) : text;
        for (String part : plain.split(",", 20)) {
            String clean = part.strip();
            while (!clean.isEmpty() && "{(&[".indexOf(clean.charAt(0)) >= 0) {
                clean = clean.substring(1).strip();
            }
            if (!clean.isEmpty()) {
                parts.add(clean);
            }
        }
        return parts;
    }

    private record Found(int number, String envVar) {}

    private @Nullable Found evaluateAll(List<String> parts, SourceFindings findings) {
        for (String part : parts) {
            String value = named(part);
            if (value != null) {
                Found found = evaluate(value, findings, 0);
                if (found != null) {
                    return found;
                }
            }
        }
        for (String part : parts) {
            Found found = named(part) == null ? evaluate(part, findings, 0) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The value of an argument that is named port; null where the argument has another name or none. */
    private static @Nullable String named(String part) {
        for (String name : List.of("port", "Port", ":port", ":Port", "server_port", "http_port")) {
            if (part.startsWith(name)) {
                String rest = part.substring(name.length()).strip();
                if (rest.isEmpty()) {
                    return part;
                }
                if (rest.startsWith(":") || rest.startsWith("=") || rest.startsWith("=>")) {
                    return rest.replaceFirst("^[:=>]+", "").strip();
                }
                if (name.startsWith(":")) {
                    return rest;
                }
            }
        }
        return null;
    }

    /** The port that an expression comes to; null where that does not show. */
    private @Nullable Found evaluate(String expression, SourceFindings findings, int hops) {
        String text = expression.strip();
        for (EnvRead read : findings.env().values()) {
            if (Ports.isOwn(read.name()) && containsWord(text, read.name())) {
                String fallback = read.fallback();
                String own = Literals.fallback(
                        text.substring(text.indexOf(read.name()) + read.name().length())
                                .replaceFirst("^[\"']", ""));
                int number = Ports.number(own.isEmpty() ? fallback : own);
                return new Found(Math.max(number, 0), read.name());
            }
        }
        int stated = Ports.number(Literals.first(text));
        if (stated > 0 && !text.startsWith("process")) {
            return new Found(stated, "");
        }
        String variable = identifier(text);
        return variable.isEmpty() || hops >= MAX_HOPS ? null : assigned(variable, findings, hops);
    }

    private @Nullable Found assigned(String variable, SourceFindings findings, int hops) {
        for (String right : assignments().getOrDefault(variable, List.of())) {
            if (!identifier(right.strip()).equals(variable)) {
                Found found = evaluate(right, findings, hops + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** What is assigned to each variable of the file, the first few times. */
    private Map<String, List<String>> assignments() {
        if (assignments.isEmpty()) {
            for (String line : file.lines()) {
                String variable = Names.assigned(line);
                if (!variable.isEmpty()) {
                    List<String> known = assignments.computeIfAbsent(variable, name -> new ArrayList<>());
                    if (known.size() < MAX_ASSIGNMENTS) {
                        known.add(line.substring(line.indexOf('=') + 1));
                    }
                }
            }
        }
        return assignments;
    }

    /** The last identifier of a plain expression such as {@code ":"+port}, {@code config.port}, {@code Number(PORT)}. */
    private static String identifier(String text) {
        int end = text.length();
        while (end > 0 && !isWordPart(text.charAt(end - 1))) {
            end--;
        }
        int from = end;
        while (from > 0 && isWordPart(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, end);
        boolean plain =
                text.length() < 80 && !word.isEmpty() && !Character.isDigit(word.charAt(0)) && !text.contains("=>");
        return plain ? word : "";
    }

    private static boolean containsWord(String text, String word) {
        int at = text.indexOf(word);
        if (at < 0) {
            return false;
        }
        int end = at + word.length();
        boolean begins = at == 0 || !isWordPart(text.charAt(at - 1));
        return begins && (end >= text.length() || !isWordPart(text.charAt(end)));
    }

    private static String shorten(String line) {
        String text = line.strip();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
