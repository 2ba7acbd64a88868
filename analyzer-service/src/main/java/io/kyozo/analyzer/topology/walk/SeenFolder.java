package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FolderFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One folder as a walk saw it; never changed once the walk has ended, so that later walks can take it over. */
final class SeenFolder {
    final String path;
    final int depth;
    /** The rules of the folders above. */
    final GitIgnore above;

    final boolean aside;
    /** Those that are entered, by name, sorted. */
    private Map<String, SeenFolder> folders = Map.of();

    private GitIgnore rules;
    private List<FolderFile> files = List.of();

    SeenFolder(String path, int depth, GitIgnore above, boolean aside) {
        this.path = path;
        this.depth = depth;
        this.above = above;
        this.aside = aside;
        this.rules = above;
    }

    void rules(GitIgnore value) {
        rules = value;
    }

    /** The rules that hold for what lies in it: those of its own ignore file before those of the folders above. */
    GitIgnore rules() {
        return rules;
    }

    /** @param value sorted by name */
    void files(List<FolderFile> value) {
        files = List.copyOf(value);
    }

    /** Those directly in it, sorted by name. */
    List<FolderFile> files() {
        return files;
    }

    /** Called in the order of names. */
    void enters(String name, SeenFolder folder) {
        if (folders.isEmpty()) {
            folders = new LinkedHashMap<>();
        }
        folders.put(name, folder);
    }

    Map<String, SeenFolder> folders() {
        return folders;
    }

    /** The folder at {@code below}, relative to this one; null where none was entered there. */
    @Nullable
    SeenFolder at(String below) {
        SeenFolder at = this;
        for (int from = 0; at != null && from <= below.length() && !below.equals("."); ) {
            int slash = below.indexOf('/', from);
            int to = slash < 0 ? below.length() : slash;
            at = at.folders.get(below.substring(from, to));
            from = to + 1;
        }
        return at;
    }

    /** Adds all files at any depth, nearly in the order of their paths. */
    void collect(List<FolderFile> all) {
        Iterator<FolderFile> own = files.iterator();
        FolderFile next = own.hasNext() ? own.next() : null;
        for (Map.Entry<String, SeenFolder> folder : folders.entrySet()) {
            while (next != null && next.name().compareTo(folder.getKey()) < 0) {
                all.add(next);
                next = own.hasNext() ? own.next() : null;
            }
            folder.getValue().collect(all);
        }
        while (next != null) {
            all.add(next);
            next = own.hasNext() ? own.next() : null;
        }
    }

    /** The file {@code name} directly in it; null where there is none. */
    @Nullable
    FolderFile file(String name) {
        int low = 0;
        int high = files.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = files.get(middle).name().compareTo(name);
            if (order == 0) {
                return files.get(middle);
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return null;
    }
}
