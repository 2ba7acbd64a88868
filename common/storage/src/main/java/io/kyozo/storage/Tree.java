package io.kyozo.storage;

import java.util.List;

/**
 * A folder by content: regular files only, sorted by path. Written as canonical JSON it is a blob itself, so equal
 * folders have equal hashes.
 *
 * @param entries sorted by {@link Entry#path()}, no two alike
 */
public record Tree(List<Entry> entries) {
    /**
     * One file.
     *
     * @param path relative, with {@code /}, NFC, no empty, {@code .} or {@code ..} segment
     * @param hash of its content
     * @param size in bytes
     * @param executable whether its owner may execute it
     */
    public record Entry(String path, String hash, long size, boolean executable) {}
}
