package io.kyozo.jobs.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kyozo.jobs.app.WorkflowStore;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as the API shows it, see {@link WorkflowStore.Summary}.
 *
 * @param progress share of its steps that have ended, 0 to 100
 * @param detail its steps in their order; only of a single workflow, not in lists
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowAttributes(
        String name,
        String state,
        int steps,
        int ended,
        int failed,
        int progress,
        @Nullable UUID parentJob,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable List<Step> detail) {
    static Resource<WorkflowAttributes> resource(WorkflowStore.Summary workflow) {
        return resource(workflow, null);
    }

    static Resource<WorkflowAttributes> resource(
            WorkflowStore.Summary workflow, @Nullable List<WorkflowStore.Step> steps) {
        return Resource.of(
                "workflows",
                workflow.id(),
                new WorkflowAttributes(
                        workflow.name(),
                        workflow.state(),
                        workflow.steps(),
                        workflow.ended(),
                        workflow.failed(),
                        100 * workflow.ended() / Math.max(1, workflow.steps()),
                        workflow.parentJob(),
                        workflow.reason(),
                        workflow.createdAt(),
                        workflow.finishedAt(),
                        steps == null ? null : steps.stream().map(Step::of).toList()));
    }

    /** A step, see {@link WorkflowStore.Step}. */
    @RegisterForReflection
    public record Step(
            String name,
            String jobType,
            String state,
            @Nullable UUID job,
            boolean always,
            List<String> after) {
        static Step of(WorkflowStore.Step step) {
            return new Step(step.name(), step.type(), step.state(), step.job(), step.always(), step.after());
        }
    }
}
