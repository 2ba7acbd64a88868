package io.kyozo.analyzer.topology;

/**
 * One regular file of a folder.
 *
 * @param path relative to the folder, with {@code /}
 * @param dir the folder that holds it; {@code .} for the root
 * @param name the last segment
 * @param size in bytes
 * @param identity where it is equal at the same path, the content is the same; such as its hash; empty where it is not known
 */
public record FolderFile(String path, String dir, String name, long size, String identity) {
    /** A file of which only path and size are known. */
    public FolderFile(String path, long size) {
        this(path, FolderPath.parent(path), FolderPath.name(path), size, "");
    }
}
