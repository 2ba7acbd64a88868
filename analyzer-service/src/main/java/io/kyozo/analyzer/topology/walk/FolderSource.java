package io.kyozo.analyzer.topology.walk;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a folder's entries and content come from: a disk, or a stored tree. */
public interface FolderSource {
    /** The folder's own name. */
    String name();

    /**
     * What lies directly in {@code dir} ({@code .} for the root), in any order; at most {@code limit} entries, always the
     * same ones of more.
     */
    List<Item> list(String dir, int limit) throws IOException;

    /** Opens a regular file; the caller closes it. Never follows a link. May be called by several threads. */
    InputStream open(String path) throws IOException;

    /**
     * Paths of the files that were added, removed or written since {@code earlier}, the same folder as it was before; empty
     * where the source can't tell.
     */
    default Optional<Set<String>> changedSince(FolderSource earlier) {
        return Optional.empty();
    }

    /** What an entry is; links, devices, pipes and sockets are {@link #OTHER} and never opened. */
    enum Type {
        FILE,
        FOLDER,
        OTHER
    }

    /**
     * One entry of a folder.
     *
     * @param name last segment of its path
     * @param type what it is
     * @param size in bytes; 0 for folders
     * @param identity equal for equal content, such as its hash; empty where it is not known
     */
    record Item(String name, Type type, long size, String identity) {
        /** An entry whose content is not known. */
        public Item(String name, Type type, long size) {
            this(name, type, size, "");
        }
    }
}
