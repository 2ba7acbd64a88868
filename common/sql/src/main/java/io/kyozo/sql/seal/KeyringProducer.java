package io.kyozo.sql.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;

/** The installation's keys, for services that seal something; those fail to start where the key is missing. */
@ApplicationScoped
class KeyringProducer {
    @Produces
    @Singleton
    Keyring keyring(SecretsConfig config) {
        String key = config.key()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "kyozo.secrets.key is not set: give 32 random bytes in Base64, as openssl rand -base64 32 prints"));
        try {
            return new Keyring(
                    decoded(key),
                    config.previousKeys().orElse(List.of()).stream()
                            .map(KeyringProducer::decoded)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "kyozo.secrets.key and each of kyozo.secrets.previous-keys must be 32 bytes in Base64", e);
        }
    }

    private static byte[] decoded(String key) {
        return Base64.getDecoder().decode(key.strip());
    }
}
