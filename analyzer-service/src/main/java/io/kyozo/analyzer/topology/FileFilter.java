package io.kyozo.analyzer.topology;

import java.util.function.Predicate;

/**
 * Files that one looks for by path, name and size alone, so that the answer can be kept for as long as the folder holds
 * the same files. Make each once, as a constant: answers are kept by the filter itself.
 */
public final class FileFilter {
    private final Predicate<String> names;
    private final Predicate<FolderFile> files;
    private final int limit;

    private FileFilter(Predicate<String> names, Predicate<FolderFile> files, int limit) {
        this.names = names;
        this.files = files;
        this.limit = limit;
    }

    /** Files whose name {@code names} takes, wherever they lie. */
    public static FileFilter named(Predicate<String> names) {
        return new FileFilter(names, file -> true, Integer.MAX_VALUE);
    }

    /** Of these files those that {@code files} takes, too, by path, name and size, nothing else. */
    public FileFilter where(Predicate<FolderFile> more) {
        return new FileFilter(names, more, limit);
    }

    /** Of these files the first {@code most} by path. */
    public FileFilter first(int most) {
        return new FileFilter(names, files, most);
    }

    public int limit() {
        return limit;
    }

    public boolean takesName(String name) {
        return names.test(name);
    }

    /** Whether it takes the file, but for its name. */
    public boolean takesPlace(FolderFile file) {
        return files.test(file);
    }

    public boolean takes(FolderFile file) {
        return takesName(file.name()) && takesPlace(file);
    }
}
