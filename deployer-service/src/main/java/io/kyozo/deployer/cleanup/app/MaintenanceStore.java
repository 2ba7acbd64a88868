package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.cleanup.CleanupReport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Removes rows that have served their time, and keeps the reports of clean-ups. */
public interface MaintenanceStore {
    /** Forgets replicas that were removed longer than {@code age} ago; how many rows went. */
    Uni<Integer> pruneReplicas(Duration age);

    /**
     * Forgets deployments with their trails and lines that ended longer than {@code age} ago, are neither live nor among
     * their workspace's last {@code keep} releases, and of which no replica is left; how many rows went.
     */
    Uni<Integer> pruneDeployments(Duration age, int keep);

    /** Vacuums and analyses the tables in which most was changed; their names. */
    Uni<List<String>> vacuum();

    /** Keeps the report, and drops all but the last hundred. */
    Uni<Void> keep(CleanupReport report);

    /** The newest reports, newest first. */
    Uni<List<CleanupReport>> reports(int size);
}
