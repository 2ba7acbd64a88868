package io.kyozo.contracts.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The rules of a {@code .dockerignore}: the last rule that matches a path, or a folder above it, decides. Semantics of
 * moby's {@code patternmatcher}. Matching takes at most the length of the path times that of the rules, whatever they are.
 */
public final class DockerIgnore {
    /** Lets everything in. */
    public static final DockerIgnore NONE = new DockerIgnore(List.of());

    private record Rule(DockerGlob glob, boolean excludes) {}

    private final List<Rule> rules;

    private DockerIgnore(List<Rule> rules) {
        this.rules = rules;
    }

    /** @param lines of the file, without their line ends */
    public static DockerIgnore parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line =
                    i == 0 && lines.get(0).startsWith("\uFEFF") ? lines.get(0).substring(1) : lines.get(i);
            String text = line.strip();
            if (!text.isEmpty() && !line.startsWith("#")) {
                boolean negated = text.startsWith("!");
                String glob = clean(negated ? text.substring(1).strip() : text);
                if (!glob.isEmpty()) {
                    rules.add(new Rule(DockerGlob.compile(glob), !negated));
                }
            }
        }
        return rules.isEmpty() ? NONE : new DockerIgnore(List.copyOf(rules));
    }

    /** Whether {@code path}, relative to the context and with {@code /}, stays out. */
    public boolean excludes(String path) {
        boolean excluded = false;
        for (Rule rule : rules) {
            if (rule.excludes() != excluded && rule.glob().matchesPathOrParent(path)) {
                excluded = rule.excludes();
            }
        }
        return excluded;
    }

    /** Whether nothing below an excluded folder can come back in. */
    public boolean prunes() {
        return rules.stream().allMatch(Rule::excludes);
    }

    /** The pattern without what a path does not need: slashes at its ends, {@code .} and {@code ..}. */
    private static String clean(String glob) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : glob.replace("\0", "").split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }
}
