package io.kyozo.runtime.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.AuthConfig;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Logins to registries, from a file of the form of Docker's {@code config.json}: {@code auths} by registry, each with {@code
 * auth} (Base64 of user, colon, password), with {@code username} and {@code password}, or with {@code identitytoken}. Helpers
 * that keep logins elsewhere are not asked. Read at each use, so that a password may change; no message holds one.
 */
final class RegistryLogins {
    private static final List<String> REFUSALS = List.of(
            "unauthorized",
            "no basic auth credentials",
            "authentication required",
            "access denied",
            "access forbidden");

    /** Under these names the usual registry's login may be written. */
    private static final List<String> USUAL = List.of("docker.io", "index.docker.io", "registry-1.docker.io");

    private final @Nullable Path file;

    /** @param file null for no logins */
    RegistryLogins(@Nullable Path file) {
        this.file = file;
    }

    /** For the registry of {@code image}; empty where the file has none, or there is no file. */
    Optional<AuthConfig> of(ImageName image) {
        return file == null ? Optional.empty() : find(file, image.registry());
    }

    private static Optional<AuthConfig> find(Path file, String registry) {
        List<String> names = USUAL.contains(registry) ? USUAL : List.of(registry);
        return entries(read(file).path("auths"))
                .filter(entry -> names.contains(host(entry.getKey())))
                .map(entry -> login(file, registry, entry.getValue()))
                .findFirst();
    }

    private static Stream<Map.Entry<String, JsonNode>> entries(JsonNode logins) {
        return logins.properties().stream();
    }

    private static JsonNode read(Path file) {
        try {
            return EngineStream.JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw unusable(file, e instanceof JsonProcessingException ? "it is no JSON" : e.toString());
        }
    }

    /** {@code https://index.docker.io/v1/} is {@code index.docker.io}. */
    private static String host(String key) {
        var start = key.indexOf("://");
        var named = start < 0 ? key : key.substring(start + 3);
        var slash = named.indexOf('/');
        return (slash < 0 ? named : named.substring(0, slash)).toLowerCase(Locale.ROOT);
    }

    private static AuthConfig login(Path file, String registry, JsonNode entry) {
        var login = new AuthConfig().withRegistryAddress(registry);
        if (entry.hasNonNull("identitytoken")) {
            return login.withIdentityToken(entry.get("identitytoken").asText());
        } else if (entry.hasNonNull("auth")) {
            var pair = decoded(file, registry, entry.get("auth").asText());
            var colon = pair.indexOf(':');
            if (colon > 0) {
                return login.withUsername(pair.substring(0, colon)).withPassword(pair.substring(colon + 1));
            }
        } else if (entry.hasNonNull("username") && entry.hasNonNull("password")) {
            return login.withUsername(entry.get("username").asText())
                    .withPassword(entry.get("password").asText());
        }
        throw unusable(file, "what it says of " + registry + " is no login; run docker login " + registry);
    }

    private static String decoded(Path file, String registry, String auth) {
        try {
            return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unusable(file, "the login of " + registry + " is not Base64");
        }
    }

    private static RuntimeFailure unusable(Path file, String why) {
        return new RuntimeFailure(
                RuntimeFailure.Kind.INVALID,
                "The logins to registries in " + file + " (kyozo.runtime.docker.registry-logins) can't be used: "
                        + why);
    }

    /** Whether what an engine says of a pull or push means that the registry wants another login. */
    static boolean isRefusal(String message) {
        var text = message.toLowerCase(Locale.ROOT);
        return REFUSALS.stream().anyMatch(text::contains);
    }

    /** What to do about a refusal by the registry of {@code image}. */
    String mend(ImageName image) {
        var registry = image.registry();
        if (file == null) {
            return registry
                    + " wants a login: set kyozo.runtime.docker.registry-logins to a file that has it, as docker login "
                    + registry + " writes it";
        }
        return of(image).isPresent()
                ? registry + " refuses the login in " + file + ": put the right one there, as docker login " + registry
                        + " does, and see that it may read and write " + image.repository()
                : registry + " wants a login, and " + file + " has none for it: add it, as docker login " + registry
                        + " does";
    }
}
