package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Where everything lies below the runtime's folder. */
record Layout(Path path) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    Path images() {
        return path.resolve("images");
    }

    Path containers() {
        return path.resolve("containers");
    }

    Path container(String name) {
        return containers().resolve(checked(name));
    }

    Path volumes() {
        return path.resolve("volumes");
    }

    Path volume(String name) {
        return volumes().resolve(checked(name));
    }

    Path networks() {
        return path.resolve("networks");
    }

    Path network(String name) {
        return networks().resolve(checked(name));
    }

    Path ports() {
        return path.resolve("ports");
    }

    /** Home of builds: package managers keep their caches here. */
    Path cache() {
        return path.resolve("cache");
    }

    Path trust() {
        return path.resolve("trust");
    }

    /** Scripts of ours, written out of the program. */
    Path programs() {
        return path.resolve("programs");
    }

    /** A name becomes a folder's: whatever could leave its parent is refused. */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.INVALID,
                    "'" + name + "' is not a name: letters, digits, '_', '.' and '-', at most 128");
        }
        return name;
    }

    /** Of a text of any length and content, a name that fits. */
    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
