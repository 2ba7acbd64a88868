package io.kyozo.runtime.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rules of a {@code .dockerignore}: the last rule that matches a path, or a folder above it, decides. Semantics of
 * moby's {@code patternmatcher}; matching is linear, without backtracking over the whole path.
 */
public final class DockerIgnore {
    private static final long MAX_BYTES = 1 << 20;

    private record Rule(Pattern pattern, boolean excludes) {}

    private final List<Rule> rules;

    private DockerIgnore(List<Rule> rules) {
        this.rules = rules;
    }

    /** Of the folder's own {@code .dockerignore}; of none where it has none, or one beyond 1 MiB. */
    public static DockerIgnore of(Path folder) throws IOException {
        var file = folder.resolve(".dockerignore");
        var readable =
                Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES;
        return parse(readable ? Files.readAllLines(file) : List.of());
    }

    public static DockerIgnore parse(List<String> lines) {
        var rules = new ArrayList<Rule>();
        for (var line : lines) {
            var text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                var negated = text.startsWith("!");
                var glob = clean(negated ? text.substring(1).strip() : text);
                if (!glob.isEmpty()) {
                    rules.add(new Rule(pattern(glob), !negated));
                }
            }
        }
        return new DockerIgnore(rules);
    }

    /** Whether {@code path}, relative and with {@code /}, stays out. */
    public boolean excludes(String path) {
        var excluded = false;
        for (var rule : rules) {
            if (rule.excludes() != excluded && matchesPathOrParent(rule.pattern(), path)) {
                excluded = rule.excludes();
            }
        }
        return excluded;
    }

    /** Whether nothing below an excluded folder can come back in. */
    public boolean prunes() {
        return rules.stream().allMatch(Rule::excludes);
    }

    private static boolean matchesPathOrParent(Pattern pattern, String path) {
        if (pattern.matcher(path).matches()) {
            return true;
        }
        for (var slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (pattern.matcher(path.substring(0, slash)).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String clean(String glob) {
        var cleaned =
                Path.of("/" + glob.replace("\0", "")).normalize().toString().substring(1);
        return cleaned.equals(".") ? "" : cleaned;
    }

    /** A pattern that makes no sense matches itself, and nothing else. */
    private static Pattern pattern(String glob) {
        try {
            return Pattern.compile(regex(glob));
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(glob));
        }
    }

    private static String regex(String glob) {
        var regex = new StringBuilder();
        for (var i = 0; i < glob.length(); i++) {
            var c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else if (c == '[' && glob.indexOf(']', i + 1) > i) {
                var end = glob.indexOf(']', i + 1);
                regex.append('[').append(glob, i + 1, end).append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
