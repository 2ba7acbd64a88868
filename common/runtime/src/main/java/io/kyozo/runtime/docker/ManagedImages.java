package io.kyozo.runtime.docker;

import io.kyozo.runtime.dockerfile.ImageName;
import java.util.Map;
import java.util.Optional;

/**
 * Users of well-known images of managed services. Their entry points start as root and change user themselves, which
 * needs capabilities; started as this user they need none.
 */
final class ManagedImages {
    private static final Map<String, String> USERS = Map.of(
            "postgres", "postgres",
            "redis", "redis",
            "valkey", "valkey",
            "valkey/valkey", "valkey",
            "mysql", "mysql",
            "mariadb", "mysql",
            "mongo", "mongodb",
            "rabbitmq", "rabbitmq",
            "memcached", "memcache");

    private ManagedImages() {}

    /** Empty for every other image, and for those with a registry in their name, which may be anyone's. */
    static Optional<String> user(String image) {
        var text = image.startsWith("library/") ? image.substring("library/".length()) : image;
        return Optional.ofNullable(USERS.get(new ImageName(text).repository()));
    }
}
