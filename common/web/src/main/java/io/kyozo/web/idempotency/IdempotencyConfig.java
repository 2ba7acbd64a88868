package io.kyozo.web.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long repeated POSTs are recognised. */
@ConfigMapping(prefix = "kyozo.web.idempotency")
public interface IdempotencyConfig {
    /** How long an answer is kept for repetitions with the same key. */
    @WithDefault("24h")
    Duration retention();

    /** After this time a request without an answer counts as died, and its key can be used again. */
    @WithDefault("5m")
    Duration lock();
}
