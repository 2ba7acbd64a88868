package io.kyozo.deployer.cleanup.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.deployer.cleanup.CleanupReport;
import io.kyozo.deployer.cleanup.DiskLevel;
import io.kyozo.deployer.cleanup.Waste;
import io.kyozo.deployer.cleanup.app.RemoveWaste.Outcome;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.deployer.logs.app.KeptOutput;
import io.kyozo.deployer.logs.app.LogsConfig;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Removes what nobody needs: every few seconds what is due on the runtime, every night all that has served its time. */
@ApplicationScoped
public class CleanUp {
    private static final Logger LOG = Logger.getLogger(CleanUp.class);

    private final ContainerRuntime runtime;
    private final FindWaste findWaste;
    private final RemoveWaste removeWaste;
    private final WatchDisk watchDisk;
    private final RelieveDisk relieveDisk;
    private final MaintenanceStore maintenance;
    private final DeploymentLogStore deploymentLogs;
    private final KeptOutput keptOutput;
    private final CleanupConfig config;
    private final LogsConfig logsConfig;
    private final Clock clock;

    CleanUp(
            ContainerRuntime runtime,
            FindWaste findWaste,
            RemoveWaste removeWaste,
            WatchDisk watchDisk,
            RelieveDisk relieveDisk,
            MaintenanceStore maintenance,
            DeploymentLogStore deploymentLogs,
            KeptOutput keptOutput,
            CleanupConfig config,
            LogsConfig logsConfig,
            Clock clock) {
        this.runtime = runtime;
        this.findWaste = findWaste;
        this.removeWaste = removeWaste;
        this.watchDisk = watchDisk;
        this.relieveDisk = relieveDisk;
        this.maintenance = maintenance;
        this.deploymentLogs = deploymentLogs;
        this.keptOutput = keptOutput;
        this.config = config;
        this.logsConfig = logsConfig;
        this.clock = clock;
    }

    /** What went from the runtime, and what could not. */
    record Swept(DiskLevel disk, List<Waste> removed, List<Waste> failed) {}

    /** What would be removed now or, not being due, later; removes nothing. */
    public Uni<List<Waste>> preview() {
        return watchDisk
                .level()
                .chain(disk -> findWaste.find(disk.keptReleases(config.keepReleases())))
                .chain(findWaste::measured);
    }

    /** Removes what is due on the runtime; all else follows soon where a disk fills up. */
    Uni<Swept> sweep() {
        return sweep(waste -> Uni.createFrom().item(waste)).call(swept -> relieveDisk.at(swept.disk()));
    }

    private Uni<Swept> sweep(Function<List<Waste>, Uni<List<Waste>>> measure) {
        return watchDisk.level().chain(disk -> {
            int keep = disk.keptReleases(config.keepReleases());
            return findWaste.find(keep).chain(measure::apply).chain(waste -> removeAll(disk, waste, keep));
        });
    }

    /** Removes what is due on the runtime and what the database need not keep; the report is kept. */
    public Uni<CleanupReport> all() {
        Instant start = clock.instant();
        return sweep(findWaste::measured)
                .chain(swept -> pruneRows()
                        .chain(rows -> keptOutput
                                .prune(
                                        logsConfig.keptFor(),
                                        logsConfig.keptPerService().asLongValue())
                                .chain(bytes -> pruneBuildCache(swept.disk())
                                        .map(cache -> report(start, swept, rows, bytes, cache))))
                        .call(maintenance::keep)
                        .call(this::vacuum));
    }

    /** All of it where the disk is nearly full; a runtime that can't do it now does it next time. */
    private Uni<Long> pruneBuildCache(DiskLevel disk) {
        return runtime.pruneBuildCache(
                        disk == DiskLevel.CRITICAL ? 0 : config.buildCache().asLongValue())
                .onFailure(RuntimeFailure.class)
                .invoke(failure -> LOG.warnf("the cache of builds stays: %s", failure.getMessage()))
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(0L);
    }

    /** What takes too long is left to the database's own. */
    private Uni<List<String>> vacuum() {
        return maintenance
                .vacuum()
                .invoke(tables -> LOG.infof("vacuumed: %s", String.join(", ", tables)))
                .onFailure()
                .invoke(failure -> LOG.warnf("not vacuumed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private Uni<Integer> pruneRows() {
        return deploymentLogs
                .prune(logsConfig.keptFor())
                .chain(lines -> maintenance.pruneReplicas(config.replicasFor()).map(replicas -> lines + replicas))
                .chain(some -> maintenance
                        .pruneDeployments(config.deploymentsFor(), config.keepReleases())
                        .map(deployments -> some + deployments));
    }

    private CleanupReport report(Instant start, Swept swept, int rows, long bytes, long cache) {
        return new CleanupReport(
                Uuid7.next(),
                start,
                clock.instant(),
                swept.disk(),
                swept.removed(),
                swept.failed(),
                rows,
                bytes,
                cache);
    }

    private Uni<Swept> removeAll(DiskLevel disk, List<Waste> waste, int keep) {
        List<Waste> removed = new ArrayList<>();
        List<Waste> failed = new ArrayList<>();
        return Multi.createFrom()
                .iterable(waste)
                .filter(Waste::due)
                .onItem()
                .transformToUniAndConcatenate(one -> removeWaste
                        .remove(one, keep)
                        .invoke(outcome -> {
                            if (outcome != Outcome.WANTED) {
                                (outcome == Outcome.REMOVED ? removed : failed).add(one);
                            }
                        }))
                .collect()
                .last()
                .replaceWith(() -> new Swept(disk, List.copyOf(removed), List.copyOf(failed)));
    }
}
