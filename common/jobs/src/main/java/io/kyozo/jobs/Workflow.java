package io.kyozo.jobs;

import io.kyozo.contracts.error.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that wait for each other. A step is enqueued when all the steps that it comes after have completed; where one of
 * them could not be done it is cancelled, unless it is one of those that run however the others ended. A step can only
 * come after steps that are there already, so there are no cycles.
 *
 * @param name for people, such as {@code release everything}
 * @param steps in the order they were added
 * @param parentJob the job that these are the children of, which are called off with it; null for none
 * @param teamId whose work it is; null for the service's own
 */
public record Workflow(
        String name,
        List<Step> steps,
        @Nullable UUID parentJob,
        @Nullable UUID teamId) {
    public Workflow {
        steps = List.copyOf(steps);
    }

    /** One that has no steps yet. */
    public static Workflow named(String name) {
        return new Workflow(name, List.of(), null, null);
    }

    /** All of {@code jobs} side by side, and when all have ended, however they did, {@code then}. */
    public static Workflow batch(String name, Collection<JobRequest> jobs, JobRequest then) {
        List<Step> steps = new ArrayList<>();
        for (JobRequest job : jobs) {
            steps.add(new Step("job-" + (steps.size() + 1), job, Set.of(), false));
        }
        Set<String> all = new LinkedHashSet<>();
        steps.forEach(step -> all.add(step.name()));
        steps.add(new Step("then", then, all, true));
        return new Workflow(name, steps, null, null);
    }

    /** With a step more, which runs when all of {@code after} have completed; at once where none is named. */
    public Workflow step(String step, JobRequest job, String... after) {
        return with(step, job, false, after);
    }

    /** With a step more, which runs when all of {@code after} have ended, however they did. */
    public Workflow always(String step, JobRequest job, String... after) {
        return with(step, job, true, after);
    }

    private Workflow with(String step, JobRequest job, boolean always, String... after) {
        List<String> known = steps.stream().map(Step::name).toList();
        if (known.contains(step)) {
            throw new IllegalArgumentException("workflow \"" + name + "\" has two steps named \"" + step + "\"");
        }
        for (String earlier : after) {
            if (!known.contains(earlier)) {
                throw new IllegalArgumentException("step \"" + step + "\" comes after \"" + earlier
                        + "\", which is no earlier step of the workflow" + DidYouMean.hint(earlier, known));
            }
        }
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(step, job, new LinkedHashSet<>(List.of(after)), always));
        return new Workflow(name, more, parentJob, teamId);
    }

    public Workflow childOf(UUID job) {
        return new Workflow(name, steps, job, teamId);
    }

    public Workflow team(UUID value) {
        return new Workflow(name, steps, parentJob, value);
    }

    /**
     * One job of a workflow.
     *
     * @param name unique in the workflow
     * @param job to enqueue
     * @param after names of the steps that it waits for
     * @param always whether it runs however those ended
     */
    public record Step(String name, JobRequest job, Set<String> after, boolean always) {}
}
