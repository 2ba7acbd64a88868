package io.kyozo.analyzer.topology;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A folder as the walk saw it: which files it holds, and their text on demand. The same files give the same answers;
 * reading is bounded by the walk's budget, beyond which files have no text.
 */
public interface Folder {
    /** The folder's own name; never empty. */
    String name();

    /** All files, sorted by path. */
    Collection<FolderFile> files();

    /** Files at or below {@code dir}, sorted by path. */
    Collection<FolderFile> under(String dir);

    /** Names of the files directly in {@code dir}, sorted. */
    List<String> namesIn(String dir);

    boolean has(String path);

    /** Text of a file; empty where there is no such file, it is too big, it is not text, or the budget is spent. */
    Optional<TextFile> text(String path);

    /** Why the folder was not seen whole; empty where it was. */
    List<String> partial();
}
