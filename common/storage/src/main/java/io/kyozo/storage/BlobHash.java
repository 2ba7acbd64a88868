package io.kyozo.storage;

import java.util.regex.Pattern;

/** SHA-256 of a blob's content, as 64 lower-case hexadecimal digits. */
public record BlobHash(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public BlobHash {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
