package io.kyozo.sql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the service waits for its database. */
@ConfigMapping(prefix = "kyozo.sql")
public interface SqlConfig {
    /** Longest wait for one statement on its own. Past it the outcome is unknown and the caller is told of a time-out. */
    @WithDefault("30s")
    Duration statementTimeout();

    /** Longest wait for a transaction as a whole. */
    @WithDefault("60s")
    Duration transactionTimeout();

    /** How often a transaction is repeated that was rolled back because another one was in the way. */
    @WithDefault("5")
    int serializationRetries();

    /** Wait before the first repetition; doubles with each further one, with jitter. */
    @WithDefault("20ms")
    Duration serializationBackoff();
}
