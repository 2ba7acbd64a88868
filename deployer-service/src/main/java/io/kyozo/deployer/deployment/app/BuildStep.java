package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.build.BuildPlan;
import io.kyozo.deployer.build.app.BuildImage;
import io.kyozo.deployer.build.app.Folders;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.app.ObjectStore.Kind;
import io.kyozo.deployer.deployment.app.ObjectStore.RuntimeObject;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the images that are not there: those of equal content are; meanwhile the network is made. */
@ApplicationScoped
class BuildStep implements StepAction {
    private static final String PHASE = "build";

    private final ContainerRuntime runtime;
    private final Folders folders;
    private final BuildImage buildImage;
    private final ObjectStore objects;
    private final ObjectLabels labels;
    private final WorkspaceNetwork network;
    private final Transactions transactions;

    BuildStep(
            ContainerRuntime runtime,
            Folders folders,
            BuildImage buildImage,
            ObjectStore objects,
            ObjectLabels labels,
            WorkspaceNetwork network,
            Transactions transactions) {
        this.runtime = runtime;
        this.folders = folders;
        this.buildImage = buildImage;
        this.objects = objects;
        this.labels = labels;
        this.network = network;
        this.transactions = transactions;
    }

    @Override
    public SagaStep step() {
        return SagaStep.BUILD;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        List<PlannedService> running = work.deployment().requirePlan().services().stream()
                .filter(PlannedService::runs)
                .toList();
        return (running.isEmpty() ? Uni.createFrom().voidItem() : provideAll(work, running))
                .eventually(() -> folders.discard(work.deployment().id()))
                .replaceWith(work.deployment());
    }

    private Uni<Void> provideAll(Work work, List<PlannedService> running) {
        Uni<Void> images = Multi.createFrom()
                .iterable(running)
                .onItem()
                .transformToUniAndConcatenate(service -> provide(work, service.plan(), running))
                .collect()
                .last();
        // Both are waited for: what is still being made must not be met by an undo.
        return Uni.combine()
                .all()
                .unis(network.makeAhead(work.deployment()), images)
                .collectFailures()
                .discardItems();
    }

    private Uni<Void> provide(Work work, ServicePlan plan, List<PlannedService> all) {
        int index = indexOf(plan, all);
        BuildPlan build = plan.build();
        if (build == null) {
            return runtime.ensureImage(plan.image(), line -> work.log().info(plan.name(), PHASE, line.text()));
        }
        // Recorded before it is looked for: from then on the clean-up leaves it alone.
        return record(work, plan)
                .chain(() -> runtime.findImage(plan.image()))
                .chain(found -> found.isPresent()
                        ? reuse(work, plan).chain(() -> publishAgain(work, plan))
                        : fetch(work, plan)
                                .chain(fetched -> fetched
                                        ? reuse(work, plan)
                                        : build(work, plan, build, new Progress(work, plan.name(), index, all.size()))
                                                .chain(() -> publish(work, plan))));
    }

    /** What another host built need not be built here; where the registry does not give it, it is. */
    private Uni<Boolean> fetch(Work work, ServicePlan plan) {
        return runtime.fetchImage(plan.image(), line -> work.log().info(plan.name(), PHASE, line.text()))
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(failure -> {
                    complain(work, plan, failure);
                    return false;
                });
    }

    /** A registry that is away keeps nobody from deploying here; one that refuses our login has to be put right. */
    private Uni<Void> publish(Work work, ServicePlan plan) {
        return runtime.publishImage(plan.image(), line -> work.log().info(plan.name(), PHASE, line.text()))
                .onFailure(BuildStep::mayPass)
                .invoke(failure -> complain(work, plan, failure))
                .onFailure(BuildStep::mayPass)
                .recoverWithNull();
    }

    private static void complain(Work work, ServicePlan plan, Throwable failure) {
        work.log().error(plan.name(), PHASE, String.valueOf(failure.getMessage()));
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof RuntimeFailure known && known.kind() != RuntimeFailure.Kind.INVALID;
    }

    /** A crash may have come between its build and its way to the registry. */
    private Uni<Void> publishAgain(Work work, ServicePlan plan) {
        return runtime.publishImage(plan.image(), line -> {})
                .onFailure(RuntimeFailure.class)
                .invoke(failure -> complain(work, plan, failure))
                .onFailure(RuntimeFailure.class)
                .recoverWithNull();
    }

    private Uni<Void> reuse(Work work, ServicePlan plan) {
        work.log().info(plan.name(), PHASE, "The image of this content is there already: " + plan.image());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> build(Work work, ServicePlan plan, BuildPlan build, Progress progress) {
        Deployment deployment = work.deployment();
        String tree = deployment.request().treeHash();
        if (tree == null) {
            throw new StepFailedException("the image of " + plan.name() + " is gone, and what it was built from is not"
                    + " known: deploy the folder again");
        }
        var imageLabels = labels.ofService(deployment.teamId(), deployment.workspaceId(), plan.name());
        return folders.checkOut(tree, deployment.id())
                .chain((Path folder) ->
                        progress.during(buildImage.build(plan.image(), build, imageLabels, folder, progress::line)))
                .invoke(image -> work.log().info(plan.name(), PHASE, "Built " + image.name()))
                .replaceWithVoid();
    }

    private Uni<Void> record(Work work, ServicePlan plan) {
        Deployment deployment = work.deployment();
        var image = new RuntimeObject(Kind.IMAGE, plan.image(), deployment.workspaceId(), deployment.id());
        return transactions.inTransaction(tx -> objects.record(tx, image));
    }

    private static int indexOf(ServicePlan plan, List<PlannedService> all) {
        return all.stream().map(PlannedService::name).toList().indexOf(plan.name());
    }

    /** Turns build steps into the deployment's progress: a few writes per second, not one for each line. */
    private static final class Progress {
        private static final Duration REPORT_EVERY = Duration.ofMillis(700);

        private final Work work;
        private final String service;
        private final int from;
        private final int span;
        private final AtomicInteger percent;

        Progress(Work work, String service, int index, int count) {
            int all = SagaStep.START.progress() - SagaStep.BUILD.progress();
            this.work = work;
            this.service = service;
            this.span = all / Math.max(1, count);
            this.from = SagaStep.BUILD.progress() + all * index / Math.max(1, count);
            this.percent = new AtomicInteger(from);
        }

        void line(BuildLine line) {
            work.log().info(service, PHASE, line.text());
            if (line.steps() > 0) {
                int now = from + span * Math.min(line.step(), line.steps()) / line.steps();
                percent.accumulateAndGet(now, Math::max);
            }
        }

        <T> Uni<T> during(Uni<T> build) {
            var reports = Multi.createFrom()
                    .ticks()
                    .every(REPORT_EVERY)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(tick -> work.report().apply(percent.get(), "Building " + service));
            return Uni.createFrom().deferred(() -> {
                var reporting = reports.subscribe().with(done -> {});
                return build.onTermination().invoke(reporting::cancel);
            });
        }
    }
}
