package io.kyozo.analyzer.topology.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The language model that is asked for further recommendations. It is told what the analysis found, never a file's text or
 * a variable's value; what it answers is shown and never executed.
 */
@ConfigMapping(prefix = "kyozo.advisor")
public interface AdvisorConfig {
    /** Whether it is asked at all. */
    @WithDefault("false")
    boolean enabled();

    /** Address of an API for chat completions as OpenAI has it; {@code /chat/completions} is added. */
    @WithDefault("http://localhost:11434/v1")
    URI url();

    /** Model to ask for. */
    @WithDefault("default")
    String model();

    /** Key sent as a bearer token, where the API wants one. */
    Optional<String> apiKey();

    /** Time for the whole answer; an analysis goes on without it then. */
    @WithDefault("20s")
    Duration timeout();

    /** Longest description of a topology that is sent. */
    @WithDefault("16K")
    MemorySize maxQuestion();

    /** Longest answer that is read. */
    @WithDefault("64K")
    MemorySize maxAnswer();
}
