package io.kyozo.deployer.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 over a sequence of texts, each with its length before it, so that no two sequences run into one another. */
public final class ContentHash {
    private final MessageDigest digest;

    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public ContentHash add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Adds the number of texts and then each of them. */
    public ContentHash addAll(Collection<String> texts) {
        var hash = add(String.valueOf(texts.size()));
        for (String text : texts) {
            hash = hash.add(text);
        }
        return hash;
    }

    /** The first {@code length} of the 64 lower-case hexadecimal digits; the hash takes nothing more afterwards. */
    public String hex(int length) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, length);
    }
}
