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

    /**
     * Files at or below {@code dir} with one of {@code names}, sorted by path; takes the time of those found, not of all.
     *
     * @param names {@code *.x} stands for every name that ends in {@code .x}, which has no further dot
     */
    List<FolderFile> named(String dir, Collection<String> names);

    /** Files at or below {@code dir} that {@code filter} takes, sorted by path; goes through all only once. */
    List<FolderFile> matching(String dir, FileFilter filter);

    /** Names of the files directly in {@code dir}, sorted. */
    List<String> namesIn(String dir);

    boolean has(String path);

    /** Text of a file; empty where there is no such file, it is too big, it is not text, or the budget is spent. */
    Optional<TextFile> text(String path);

    /** What {@code rule} makes of a file; empty where {@link #text} is. Kept by the file's content where that is known. */
    <T> Optional<T> finding(String path, FileRule<T> rule);

    /** As {@link #finding}, for several of its files, in their order; they are worked on at the same time. */
    <T> List<Optional<T>> findings(List<FolderFile> files, FileRule<T> rule);

    /** Why the folder was not seen whole; empty where it was. */
    List<String> partial();
}
