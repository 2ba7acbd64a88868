package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FolderPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules that hold in a folder, with git's precedence: the nearest file decides, in it the last rule that
 * matches. Callers never enter an ignored folder, as git does not.
 */
public final class GitIgnore {
    /** Before any ignore file was met. */
    public static final GitIgnore NONE = new GitIgnore(null, 0, List.of(), false);

    /** Longer than any path that is walked. */
    private static final int MAX_RULE_LENGTH = 1_024;

    /** All rules of one file together; bounds the time that one entry can take. */
    private static final int MAX_RULES_SIZE = 16_384;

    private final @Nullable GitIgnore above;
    /** Length of the folder's path and the slash after it, in bytes. */
    private final int base;

    private final List<IgnoreRule> rules;
    private final boolean cut;
    private final int cost;

    private GitIgnore(@Nullable GitIgnore above, int base, List<IgnoreRule> rules, boolean cut) {
        this.above = above;
        this.base = base;
        this.rules = rules;
        this.cut = cut;
        this.cost = size() + (above == null ? 0 : above.cost);
    }

    /** The rules that hold in {@code dir} and below it, where {@code file} is the content of its ignore file. */
    public GitIgnore in(String dir, byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int from = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        List<IgnoreRule> read = new ArrayList<>();
        int size = 0;
        boolean dropped = false;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end;
            int last = next > from && text.charAt(next - 1) == '\r' ? next - 1 : next;
            boolean tooLong = last - from > MAX_RULE_LENGTH;
            IgnoreRule rule = tooLong ? null : IgnoreRule.parse(text.substring(from, last));
            size += rule == null ? 0 : rule.size();
            if (rule != null && size <= MAX_RULES_SIZE) {
                read.add(rule);
            }
            dropped |= tooLong || size > MAX_RULES_SIZE;
            from = next + 1;
        }
        int length = dir.equals(".") ? 0 : bytes(dir).length() + 1;
        return read.isEmpty() && !dropped ? this : new GitIgnore(this, length, List.copyOf(read), dropped);
    }

    /** How much matching costs, against an entry with a name of length 1; the rules of the folders above not counted. */
    int size() {
        return rules.stream().mapToInt(IgnoreRule::size).sum();
    }

    /** As {@link #size}, with the rules of the folders above. */
    int cost() {
        return cost;
    }

    /** Whether rules were left out because the file holds more than can be matched in bounded time. */
    public boolean isCut() {
        return cut;
    }

    /** Whether git would leave out the entry {@code name} of {@code dir}, which lies at or below the folder of these rules. */
    public boolean ignores(String dir, String name, boolean folder) {
        if (this == NONE) {
            return false;
        }
        String last = bytes(name);
        String path = dir.equals(".") ? last : bytes(dir) + "/" + last;
        for (GitIgnore scope = this; scope != null; scope = scope.above) {
            String relative = path.substring(scope.base);
            for (int i = scope.rules.size() - 1; i >= 0; i--) {
                IgnoreRule rule = scope.rules.get(i);
                if (rule.matches(relative, last, folder)) {
                    return !rule.isNegated();
                }
            }
        }
        return false;
    }

    /** As {@link #ignores(String, String, boolean)}, for a path. */
    public boolean ignores(String path, boolean folder) {
        return ignores(FolderPath.parent(path), FolderPath.name(path), folder);
    }

    /** The bytes of a name, one in each char. */
    private static String bytes(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 127) {
                return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return name;
    }
}
