package io.kyozo.analyzer.workspace;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names seen so far in one archive. Two names that any file system would take for one (by case or by Unicode form) are
 * refused in whichever order they come, and so is a file where a folder is, or the other way round.
 */
public final class FolderNames {
    private static final int MOST_NAME_CHARACTERS = 16 * 1024 * 1024;

    private final ArchiveLimits limits;
    private final Node root = new Node("", false);
    private int count;
    private long characters;

    public FolderNames(ArchiveLimits limits) {
        this.limits = limits;
    }

    /** Takes a file's name; answers it as a tree has it (relative, NFC, with {@code /}). */
    public String file(String raw) {
        List<String> segments = EntryName.segments(raw, limits.depth())
                .orElseThrow(() -> new RejectedArchive(raw, "is a file where the folder itself should be"));
        add(raw, segments, true);
        return String.join("/", segments);
    }

    /** Takes a folder's name; a folder may come again. */
    public void folder(String raw) {
        Optional<List<String>> segments = EntryName.segments(raw, limits.depth());
        segments.ifPresent(names -> add(raw, names, false));
    }

    private void add(String raw, List<String> segments, boolean file) {
        Node node = root;
        for (int i = 0; i < segments.size(); i++) {
            boolean leaf = i == segments.size() - 1;
            node = step(raw, node, segments.get(i), leaf && file, leaf);
        }
    }

    private Node step(String raw, Node parent, String name, boolean file, boolean leaf) {
        String folded = fold(name);
        Node known = parent.children().get(folded);
        if (known == null) {
            count(raw, name);
            Node fresh = new Node(name, file);
            parent.children().put(folded, fresh);
            return fresh;
        }
        if (!known.name.equals(name)) {
            throw new RejectedArchive(raw, "differs only by case or Unicode form from another entry");
        }
        if (known.file && (file || leaf)) {
            throw new RejectedArchive(raw, file ? "is there twice" : "is a folder and a file at once");
        }
        if (known.file || file) {
            throw new RejectedArchive(raw, "is a folder and a file at once");
        }
        return known;
    }

    private void count(String raw, String name) {
        count++;
        characters += name.length();
        if (count > limits.entries()) {
            throw new RejectedArchive(raw, "is one more than the " + limits.entries() + " entries allowed");
        }
        if (characters > MOST_NAME_CHARACTERS) {
            throw new RejectedArchive(raw, "makes the names together too long");
        }
    }

    /** Full case folding, near enough: {@code ß} and {@code SS}, the two sigmas, the Kelvin sign and {@code k} are alike. */
    private static String fold(String name) {
        String upper = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static final class Node {
        private final String name;
        private final boolean file;
        private @Nullable Map<String, Node> children;

        private Node(String name, boolean file) {
            this.name = name;
            this.file = file;
        }

        private Map<String, Node> children() {
            if (children == null) {
                children = new HashMap<>(4);
            }
            return children;
        }
    }
}
