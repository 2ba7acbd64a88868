package io.kyozo.deployer.deployment;

import io.kyozo.contracts.state.DeploymentState;
import org.jspecify.annotations.Nullable;

/**
 * One move of the saga; each is an entry of the audit trail.
 *
 * @param type what happened, such as {@code step-completed}
 * @param from the state before
 * @param to the state after; equal to {@code from} where only the step changes
 * @param step the step to do next
 * @param progress 0 to 100
 * @param message what happens now, for a person
 * @param error what went wrong; null where nothing did
 * @param undoTo the state in which an undo ends; null where nothing is undone
 */
public record Transition(
        String type,
        DeploymentState from,
        DeploymentState to,
        SagaStep step,
        int progress,
        String message,
        @Nullable String error,
        @Nullable DeploymentState undoTo) {
    public Transition {
        if (from != to && !from.canBecome(to)) {
            throw new IllegalArgumentException("a deployment that is " + from + " cannot become " + to);
        }
    }

    /** Whether the state changes, so that others are told. */
    public boolean changesState() {
        return from != to;
    }
}
