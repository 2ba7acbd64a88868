package io.kyozo.sql.seal;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** How secrets are kept. */
@ConfigMapping(prefix = "kyozo.secrets")
public interface SecretsConfig {
    /** The key that secrets are sealed with: 32 bytes in Base64. Required; make one with {@code openssl rand -base64 32}. */
    Optional<String> key();

    /** Keys used before, which open what they sealed until it is sealed anew; that takes some minutes after the start. */
    Optional<List<String>> previousKeys();
}
