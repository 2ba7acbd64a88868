package io.kyozo.deployer.cleanup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.deployer.cleanup.DiskLevel;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeRuntime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@DeployerTest
class RelieveDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    CleanUp cleanUp;

    @Inject
    CleanupConfig config;

    @Inject
    MaintenanceStore maintenance;

    @Inject
    FakeRuntime runtime;

    @Test
    void allIsCleanedUpAtOnceWhereADiskIsNearlyFull() {
        runtime.reset();
        QuarkusMock.installMockForType(new FullDisk(config), WatchDisk.class);
        var swept = cleanUp.sweep().await().atMost(PATIENCE);

        assertThat(swept.disk()).isEqualTo(DiskLevel.CRITICAL);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(maintenance.reports(1).await().atMost(PATIENCE))
                        .extracting(report -> report.disk())
                        .containsExactly(DiskLevel.CRITICAL));
    }

    private static final class FullDisk extends WatchDisk {
        FullDisk(CleanupConfig config) {
            super(config, new SimpleMeterRegistry());
        }

        @Override
        Uni<DiskLevel> level() {
            return Uni.createFrom().item(DiskLevel.CRITICAL);
        }
    }
}
