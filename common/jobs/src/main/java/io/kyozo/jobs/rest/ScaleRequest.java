package io.kyozo.jobs.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How many workers are wanted.
 *
 * @param targetWorkers jobs of a queue that each instance runs at once, 1 to 20
 * @param queue the queue; null for all
 */
public record ScaleRequest(
        @JsonProperty("target_workers") int targetWorkers,
        @Nullable String queue) {}
