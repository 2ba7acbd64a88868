package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FolderPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The rules of all {@code .gitignore} files met so far, with git's precedence: the nearest file decides, in it the last
 * rule that matches. Callers never enter an ignored folder, as git does not.
 */
public final class GitIgnore {
    /** A rule with more wildcards than this is left out: matching it could take exponential time. */
    private static final int MAX_WILDCARDS = 8;

    private static final int MAX_RULE_LENGTH = 512;
    private static final int MAX_RULES = 2_000;

    private final Map<String, IgnoreNode> nodes = new HashMap<>();

    /** Adds the rules of {@code dir}'s file. */
    public void add(String dir, String rules) {
        String safe =
                rules.lines().filter(GitIgnore::isBounded).limit(MAX_RULES).collect(Collectors.joining("\n"));
        IgnoreNode node = new IgnoreNode();
        try {
            node.parse(new ByteArrayInputStream(safe.getBytes(StandardCharsets.UTF_8)));
            nodes.put(dir, node);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private static boolean isBounded(String rule) {
        return rule.length() <= MAX_RULE_LENGTH
                && rule.chars().filter(c -> c == '*' || c == '[').count() <= MAX_WILDCARDS;
    }

    /** Whether git would leave {@code path} out; its parents are known not to be ignored. */
    public boolean ignores(String path, boolean folder) {
        if (nodes.isEmpty()) {
            return false;
        }
        String dir = FolderPath.parent(path);
        while (true) {
            IgnoreNode node = nodes.get(dir);
            if (node != null) {
                Boolean ignored = node.checkIgnored(FolderPath.relativize(dir, path), folder);
                if (ignored != null) {
                    return ignored;
                }
            }
            if (dir.equals(".")) {
                return false;
            }
            dir = FolderPath.parent(dir);
        }
    }
}
