package io.kyozo.analyzer.topology;

/**
 * One regular file of a folder.
 *
 * @param path relative to the folder, with {@code /}
 * @param size in bytes
 */
public record FolderFile(String path, long size) {
    /** The last segment. */
    public String name() {
        return FolderPath.name(path);
    }

    /** The folder that holds it; {@code .} for the root. */
    public String dir() {
        return FolderPath.parent(path);
    }
}
