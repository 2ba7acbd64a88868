package io.kyozo.jobs.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How many workers are wanted.
 *
 * @param targetWorkers jobs of a queue that each instance runs at once, 1 to 20
 * @param queue the queue; null for all
 */
@RegisterForReflection
public record ScaleRequest(
        @JsonProperty("target_workers")
        @NotNull(message = "must be 1 to 20")
        @Min(value = 1, message = "must be 1 to 20")
        @Max(value = 20, message = "must be 1 to 20")
        Integer targetWorkers,

        @Nullable String queue) {}
