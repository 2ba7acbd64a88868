package io.kyozo.web.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many requests one team may send to one replica of a service. */
@ConfigMapping(prefix = "kyozo.web.rate-limit")
public interface RateLimitConfig {
    /** Whether requests are counted at all. */
    @WithDefault("true")
    boolean enabled();

    /** Requests a second that a team may send for any length of time; 1 to 1000000. */
    @WithDefault("200")
    @Min(1)
    @Max(1_000_000)
    long requestsPerSecond();

    /** Requests that a team may send at once after a pause; 1 to 1000000. */
    @WithDefault("400")
    @Min(1)
    @Max(1_000_000)
    long burst();
}
