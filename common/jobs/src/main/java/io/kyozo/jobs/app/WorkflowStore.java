package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Workflows and their steps. */
public interface WorkflowStore {
    /** Adds a workflow with all its steps, none of which is enqueued yet. */
    Uni<Void> insert(Tx tx, New workflow);

    /** The running workflows that can be brought on, locked for {@code tx}; those that another instance has are left to it. */
    Uni<List<UUID>> lockMovable(Tx tx, int limit);

    /** Records how the jobs of running steps ended, and cancels the steps that can't be done any more. */
    Uni<Void> settle(Tx tx, List<UUID> workflows);

    /** The steps of these that nothing holds back any more. */
    Uni<List<Ready>> ready(Tx tx, List<UUID> workflows);

    /** The step's job was enqueued. */
    Uni<Void> started(Tx tx, UUID workflow, String step, UUID job);

    /** The step's job can't be enqueued: the step has failed. */
    Uni<Void> unstartable(Tx tx, UUID workflow, String step);

    /** Ends those that have nothing left to do. */
    Uni<Void> finish(Tx tx, List<UUID> workflows);

    /** Cancels the steps that wait; false where the workflow is not running. */
    Uni<Boolean> cancel(Tx tx, UUID workflow, String reason);

    /** The jobs of running steps of workflows that were called off, with the reason. */
    Uni<List<CalledOff>> calledOff(int limit);

    /** Running workflows that are children of this job. */
    Uni<Set<UUID>> childrenOf(UUID job);

    /** Whether any workflow is running. */
    Uni<Boolean> anyRunning();

    /** Up to {@code limit}, newest first, with ids below {@code before} where that is given. */
    Uni<List<Summary>> list(JobScope scope, int limit, Optional<UUID> before);

    /** The workflow of this id, where it is in the scope. */
    Uni<Optional<Summary>> find(JobScope scope, UUID id);

    /** Its steps, in their order. */
    Uni<List<Step>> steps(UUID workflow);

    /** Removes workflows that ended longer than {@code age} ago; how many. */
    Uni<Integer> prune(Duration age);

    /** A workflow as it is put in. */
    record New(
            UUID id,
            String name,
            @Nullable UUID parentJob,
            @Nullable UUID teamId,
            String correlationId,
            List<NewStep> steps) {}

    /** A step as it is put in; the arguments as JSON. */
    record NewStep(
            String name,
            String type,
            String args,
            Priority priority,
            @Nullable Instant runAt,
            @Nullable String uniqueKey,
            @Nullable String concurrencyKey,
            boolean always,
            Set<String> after) {}

    /** A step whose time has come; the arguments as JSON. */
    record Ready(
            UUID workflow,
            String step,
            String type,
            String args,
            Priority priority,
            @Nullable Instant runAt,
            @Nullable String uniqueKey,
            @Nullable String concurrencyKey,
            @Nullable UUID teamId,
            String correlationId) {}

    /** A job that must be called off with its workflow. */
    record CalledOff(UUID job, String reason) {}

    /**
     * A workflow.
     *
     * @param id of the workflow
     * @param name for people
     * @param state {@code running}, {@code completed}, {@code failed} or {@code cancelled}
     * @param parentJob the job that its jobs are children of; null for none
     * @param steps how many there are
     * @param ended how many of them have ended
     * @param failed how many of them failed
     * @param reason why it was called off; null where it was not
     * @param createdAt when it was started
     * @param finishedAt null while it runs
     */
    record Summary(
            UUID id,
            String name,
            String state,
            @Nullable UUID parentJob,
            int steps,
            int ended,
            int failed,
            @Nullable String reason,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** A step: {@code waiting}, {@code running}, {@code completed}, {@code failed} or {@code cancelled}. */
    record Step(
            String name,
            String type,
            String state,
            @Nullable UUID job,
            boolean always,
            List<String> after) {}
}
