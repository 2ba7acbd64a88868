package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.Saga;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.Transition;
import io.kyozo.deployer.logs.Redaction;
import io.kyozo.deployer.logs.app.DeploymentLog;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.WorkResult;
import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.ContainerRuntime;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings a deployment from the step that it is at to its end. Whoever picks the job up goes on where the record stands;
 * the fence keeps a worker that was left behind from writing.
 */
@ApplicationScoped
public class RunDeployment {
    private static final Logger LOG = Logger.getLogger(RunDeployment.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final DeploymentStore deployments;
    private final DeploymentLogStore logs;
    private final Secrets secrets;
    private final Journal journal;
    private final Settlement settlement;
    private final CancelWatch cancelWatch;
    private final StepObserver observer;
    private final ContainerRuntime runtime;
    private final RolloutConfig config;
    private final Map<SagaStep, StepAction> actions;

    RunDeployment(
            DeploymentStore deployments,
            DeploymentLogStore logs,
            Secrets secrets,
            Journal journal,
            Settlement settlement,
            CancelWatch cancelWatch,
            StepObserver observer,
            ContainerRuntime runtime,
            RolloutConfig config,
            @All List<StepAction> actions) {
        this.deployments = deployments;
        this.logs = logs;
        this.secrets = secrets;
        this.journal = journal;
        this.settlement = settlement;
        this.cancelWatch = cancelWatch;
        this.observer = observer;
        this.runtime = runtime;
        this.config = config;
        this.actions = actions.stream().collect(Collectors.toMap(StepAction::step, Function.identity()));
    }

    /** Works on the deployment until it is settled. */
    public Uni<WorkResult> run(JobExecution<?> job, UUID deploymentId) {
        return deployments
                .takeOver(deploymentId)
                .chain(fence -> fence.isEmpty()
                        ? Uni.createFrom().item(WorkResult.done())
                        : deployments.find(deploymentId).chain(found -> work(job, found.orElseThrow(), fence.get())));
    }

    private Uni<WorkResult> work(JobExecution<?> job, Deployment deployment, long fence) {
        DeploymentLog log = new DeploymentLog(deployment.id(), logs);
        Progress progress = new Progress((percent, message) -> deployments
                .progress(deployment.id(), fence, percent, message)
                .call(() -> job.progress(percent, message)));
        Work work = new Work(deployment, fence, log, progress::tell);
        return Uni.createFrom().deferred(() -> {
            var flushing = log.flushing();
            return secrets.open(deployment.workspaceId())
                    .invoke(known -> log.redact(new Redaction(known.values())))
                    .chain(() -> next(job, work))
                    .onTermination()
                    .invoke(flushing::cancel)
                    .eventually(log::flush);
        });
    }

    private Uni<WorkResult> next(JobExecution<?> job, Work work) {
        Deployment deployment = work.deployment();
        if (job.isCancelled()) {
            return Uni.createFrom().item(WorkResult.retry("interrupted before step " + deployment.step()));
        }
        return deployments.cancelRequestedBy(deployment.id()).chain(by -> {
            Optional<Transition> cancel = by.flatMap(who -> Saga.cancelled(deployment.state(), deployment.step(), who));
            return cancel.isPresent() ? follow(job, work, cancel.get()) : step(job, work);
        });
    }

    private Uni<WorkResult> step(JobExecution<?> job, Work work) {
        SagaStep step = work.deployment().step();
        return enter(work)
                .call(() -> observer.before(work.deployment(), step))
                .chain(entered -> act(work.with(entered)))
                .call(acted -> observer.after(acted, step))
                .chain(acted -> completed(job, work.with(acted)))
                .onFailure(failure -> !(failure instanceof FenceLostException))
                .recoverWithUni(failure -> failed(job, work, failure));
    }

    private Uni<Deployment> enter(Work work) {
        Deployment deployment = work.deployment();
        boolean builds = deployment.plan() != null
                && deployment.plan().services().stream().anyMatch(PlannedService::runs);
        return Saga.entering(deployment.state(), deployment.step(), builds)
                .map(move -> journal.record(work, move, deployment.request().actor()))
                .orElseGet(() -> Uni.createFrom().item(deployment));
    }

    private Uni<Deployment> act(Work work) {
        Deployment deployment = work.deployment();
        StepAction action = actions.get(deployment.step());
        if (action == null) {
            return Uni.createFrom().item(deployment);
        }
        Uni<Deployment> acting = action.run(work);
        return deployment.step().beforeSwitch() ? cancelWatch.unlessCancelled(deployment.id(), acting) : acting;
    }

    private Uni<WorkResult> completed(JobExecution<?> job, Work work) {
        Deployment deployment = work.deployment();
        return switch (deployment.step()) {
            case UNDO -> job.commit(tx -> settlement.undone(tx, work));
            case COMPLETE -> job.commit(tx -> settlement.live(tx, work));
            case VERIFY ->
                follow(
                        job,
                        work,
                        deployment.hasTrial()
                                ? Saga.verifiedForTrial(deployment.state())
                                : Saga.completed(deployment.state(), SagaStep.VERIFY));
            case SWITCH_ROUTE ->
                follow(
                        job,
                        work,
                        deployment.requirePlan().endsAny()
                                ? Saga.switchedToEnd(deployment.state())
                                : Saga.completed(deployment.state(), SagaStep.SWITCH_ROUTE));
            default -> follow(job, work, Saga.completed(deployment.state(), deployment.step()));
        };
    }

    private Uni<WorkResult> follow(JobExecution<?> job, Work work, Transition move) {
        if (move.to().isSettled()) {
            return job.commit(tx -> settlement.ended(tx, work, move));
        }
        String actor = work.deployment().request().actor();
        return journal.record(work, move, actor)
                .call(moved -> work.report().apply(moved.progress(), moved.message()))
                .chain(moved -> next(job, work.with(moved)));
    }

    private Uni<WorkResult> failed(JobExecution<?> job, Work work, Throwable failure) {
        // What the step knew may be older than the record: the deployment is read anew.
        return deployments.find(work.deployment().id()).chain(found -> {
            Work now = work.with(found.orElseThrow());
            if (failure instanceof CancelWatch.CancelledException) {
                return next(job, now);
            }
            if (waitsForRuntime(now.deployment())) {
                return away(now, failure);
            }
            return Failures.isFinal(failure, job) ? giveUp(job, now, failure) : again(now, failure);
        });
    }

    /** An outage of the runtime is no fault of the deployment's: it uses up none of its attempts. */
    private boolean waitsForRuntime(Deployment deployment) {
        return runtime.circuit().state() != Circuit.State.CLOSED
                && Instant.now().isBefore(deployment.createdAt().plus(config.runtimePatience()));
    }

    private static Uni<WorkResult> away(Work work, Throwable failure) {
        Deployment deployment = work.deployment();
        String message = "Waiting for the container runtime. " + Failures.text(failure);
        work.log().info("", "deployment", message);
        return work.report().apply(deployment.progress(), message).replaceWith(WorkResult.snooze(AGAIN));
    }

    private Uni<WorkResult> giveUp(JobExecution<?> job, Work work, Throwable failure) {
        Deployment deployment = work.deployment();
        SagaStep step = deployment.step();
        String error = work.log().redacted(Failures.text(failure));
        LOG.warnf(failure, "deployment %s: step %s failed: %s", deployment.id(), step, error);
        work.log().error("", "deployment", error);
        if (step == SagaStep.UNDO || step == SagaStep.COMPLETE) {
            return Uni.createFrom().item(WorkResult.snooze(AGAIN));
        }
        return Saga.failed(deployment.state(), step, error)
                .map(move -> follow(job, work, move))
                .orElseGet(() -> follow(job, work, Saga.completed(deployment.state(), step)));
    }

    private static Uni<WorkResult> again(Work work, Throwable failure) {
        LOG.infof(
                "deployment %s: step %s is tried again: %s",
                work.deployment().id(), work.deployment().step(), Failures.text(failure));
        return Uni.createFrom().item(WorkResult.retry(Failures.text(failure)));
    }
}
