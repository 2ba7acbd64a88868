package io.kyozo.deployer.deployment;

import io.kyozo.contracts.state.DeploymentState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The saga as a pure state machine: what follows a step, a failure, a cancellation. */
public final class Saga {
    /** Of an audit entry. */
    public static final String STEP_STARTED = "step-started";

    public static final String STEP_COMPLETED = "step-completed";
    public static final String FAILED = "failed";
    public static final String CANCELLED = "cancelled";
    public static final String UNDONE = "undone";
    /** After it went live: the replicas that it replaced are gone. */
    public static final String RETIRED = "replicas-retired";
    /** After it went live: services that hold on to replicas which it replaced are replaced, too. */
    public static final String NEIGHBOURS_MOVED = "neighbours-moved";

    private Saga() {}

    /** What must be recorded before {@code step} acts; empty where the record already says so. */
    public static Optional<Transition> entering(DeploymentState state, SagaStep step, boolean builds) {
        if (step == SagaStep.BUILD && state == DeploymentState.VALIDATED && builds) {
            return Optional.of(move(STEP_STARTED, state, DeploymentState.BUILDING, step));
        }
        return Optional.empty();
    }

    /** What follows when {@code step} is done; not for {@link SagaStep#UNDO}, see {@link #undone}. */
    public static Transition completed(DeploymentState state, SagaStep step) {
        return switch (step) {
            case VALIDATE -> move(STEP_COMPLETED, state, DeploymentState.VALIDATED, SagaStep.BUILD);
            case BUILD -> move(STEP_COMPLETED, state, DeploymentState.STARTING, SagaStep.START);
            case START -> move(STEP_COMPLETED, state, DeploymentState.VERIFYING, SagaStep.VERIFY);
            case VERIFY, TRIAL -> move(STEP_COMPLETED, state, state, SagaStep.SWITCH_ROUTE);
            case SWITCH_ROUTE -> move(STEP_COMPLETED, state, state, SagaStep.COMPLETE);
            case DRAIN -> move(STEP_COMPLETED, state, state, SagaStep.RETIRE);
            case RETIRE -> move(STEP_COMPLETED, state, state, SagaStep.COMPLETE);
            case COMPLETE ->
                new Transition(STEP_COMPLETED, state, DeploymentState.LIVE, SagaStep.COMPLETE, 100, "Live", null, null);
            case UNDO -> throw new IllegalArgumentException("an undo ends with undone");
        };
    }

    /** What follows when all new replicas are verified, where they are tried on requests before they get all. */
    public static Transition verifiedForTrial(DeploymentState state) {
        return move(STEP_COMPLETED, state, state, SagaStep.TRIAL);
    }

    /** What follows the switch where services end: that they have ended is what was asked for. */
    public static Transition switchedToEnd(DeploymentState state) {
        return move(STEP_COMPLETED, state, state, SagaStep.DRAIN);
    }

    /**
     * What follows when {@code step} failed for good. Nothing is touched yet while it validates, so there is nothing to
     * undo. Empty for a failure after the switch: the new replicas serve, what is left over goes with the clean-up.
     */
    public static Optional<Transition> failed(DeploymentState state, SagaStep step, String error) {
        return switch (step) {
            case VALIDATE -> Optional.of(end(FAILED, state, DeploymentState.FAILED, error));
            case BUILD, START, VERIFY, TRIAL, SWITCH_ROUTE ->
                Optional.of(undo(FAILED, state, DeploymentState.ROLLING_BACK, DeploymentState.ROLLED_BACK, error));
            case DRAIN, RETIRE -> Optional.empty();
            case COMPLETE, UNDO -> throw new IllegalArgumentException(step + " is tried until it succeeds");
        };
    }

    /** What follows when somebody calls it off; empty where it is too late. */
    public static Optional<Transition> cancelled(DeploymentState state, SagaStep step, String by) {
        if (!step.beforeSwitch()) {
            return Optional.empty();
        }
        return Optional.of(
                step == SagaStep.VALIDATE
                        ? end(CANCELLED, state, DeploymentState.CANCELLED, "called off by " + by)
                        : undo(CANCELLED, state, state, DeploymentState.CANCELLED, "called off by " + by));
    }

    /** What follows when all is undone: rolled back where something older serves, failed where nothing does. */
    public static Transition undone(
            DeploymentState state, @Nullable DeploymentState undoTo, boolean olderServes, @Nullable String error) {
        DeploymentState to = undoTo == DeploymentState.CANCELLED
                ? DeploymentState.CANCELLED
                : olderServes ? DeploymentState.ROLLED_BACK : DeploymentState.FAILED;
        return new Transition(UNDONE, state, to, SagaStep.UNDO, 100, ending(to), error, undoTo);
    }

    private static String ending(DeploymentState state) {
        return switch (state) {
            case CANCELLED -> "Called off";
            case ROLLED_BACK -> "Rolled back: the version before serves";
            default -> "Failed";
        };
    }

    private static Transition move(String type, DeploymentState from, DeploymentState to, SagaStep next) {
        return new Transition(type, from, to, next, next.progress(), next.message(), null, null);
    }

    private static Transition end(String type, DeploymentState from, DeploymentState to, String error) {
        return new Transition(type, from, to, SagaStep.VALIDATE, 100, ending(to), error, null);
    }

    private static Transition undo(
            String type, DeploymentState from, DeploymentState to, DeploymentState undoTo, String error) {
        return new Transition(
                type, from, to, SagaStep.UNDO, SagaStep.UNDO.progress(), SagaStep.UNDO.message(), error, undoTo);
    }
}
