package io.kyozo.web.limit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large a request's body may be; uploads have limits of their own. */
@ConfigMapping(prefix = "kyozo.web.body")
public interface BodyLimitConfig {
    /** The largest JSON body; such bodies are held in memory. */
    @WithDefault("1M")
    MemorySize maxJson();
}
