package io.kyozo.deployer.cleanup.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.deployer.cleanup.CleanupReport;
import io.kyozo.deployer.cleanup.DiskLevel;
import io.kyozo.deployer.cleanup.Waste;
import io.kyozo.deployer.cleanup.app.RemoveWaste.Outcome;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.deployer.logs.app.KeptOutput;
import io.kyozo.deployer.logs.app.LogsConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Removes what nobody needs: every few seconds what is due on the runtime, every night all that has served its time. */
@ApplicationScoped
public class CleanUp {
    private final FindWaste findWaste;
    private final RemoveWaste removeWaste;
    private final WatchDisk watchDisk;
    private final MaintenanceStore maintenance;
    private final DeploymentLogStore deploymentLogs;
    private final KeptOutput keptOutput;
    private final CleanupConfig config;
    private final LogsConfig logsConfig;
    private final Clock clock;

    CleanUp(
            FindWaste findWaste,
            RemoveWaste removeWaste,
            WatchDisk watchDisk,
            MaintenanceStore maintenance,
            DeploymentLogStore deploymentLogs,
            KeptOutput keptOutput,
            CleanupConfig config,
            LogsConfig logsConfig,
            Clock clock) {
        this.findWaste = findWaste;
        this.removeWaste = removeWaste;
        this.watchDisk = watchDisk;
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
        return watchDisk.level().chain(disk -> findWaste.find(disk.keptReleases(config.keepReleases())));
    }

    /** Removes what is due on the runtime. */
    Uni<Swept> sweep() {
        return watchDisk.level().chain(disk -> {
            int keep = disk.keptReleases(config.keepReleases());
            return findWaste.find(keep).chain(waste -> removeAll(disk, waste, keep));
        });
    }

    /** Removes what is due on the runtime and what the database need not keep; the report is kept. */
    public Uni<CleanupReport> all() {
        Instant start = clock.instant();
        return sweep().chain(swept -> pruneRows()
                .chain(rows -> keptOutput
                        .prune(logsConfig.keptFor(), logsConfig.keptPerService().asLongValue())
                        .map(bytes -> report(start, swept, rows, bytes)))
                .call(maintenance::keep));
    }

    private Uni<Integer> pruneRows() {
        return deploymentLogs
                .prune(logsConfig.keptFor())
                .chain(lines -> maintenance.pruneReplicas(config.replicasFor()).map(replicas -> lines + replicas))
                .chain(some -> maintenance
                        .pruneDeployments(config.deploymentsFor(), config.keepReleases())
                        .map(deployments -> some + deployments));
    }

    private CleanupReport report(Instant start, Swept swept, int rows, long bytes) {
        return new CleanupReport(
                Uuid7.next(), start, clock.instant(), swept.disk(), swept.removed(), swept.failed(), rows, bytes);
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
