package io.kyozo.deployer.deployment;

import io.kyozo.contracts.state.DeploymentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a deployment's audit trail.
 *
 * @param seq 1-based, without gaps within the deployment
 * @param type what happened
 * @param from the state before; null for the first entry
 * @param to the state after
 * @param step what is done next
 * @param message for a person
 * @param error what went wrong; null where nothing did
 * @param actor who caused it
 * @param durationMillis since the entry before, in milliseconds
 * @param at when
 */
public record AuditEntry(
        long seq,
        String type,
        @Nullable DeploymentState from,
        DeploymentState to,
        SagaStep step,
        String message,
        @Nullable String error,
        String actor,
        long durationMillis,
        Instant at) {}
