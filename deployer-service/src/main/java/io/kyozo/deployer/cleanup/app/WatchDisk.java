package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.cleanup.DiskLevel;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Looks how full the disks are that images, volumes and logs are on. */
@ApplicationScoped
class WatchDisk {
    private static final Logger LOG = Logger.getLogger(WatchDisk.class);
    private static final List<Path> USUAL = List.of(Path.of("."), Path.of("/var/lib/docker"));

    private final CleanupConfig.Disk config;
    /** The level's ordinal, for the gauge: 0 fine, 1 high, 2 critical. */
    private final AtomicInteger last = new AtomicInteger();

    WatchDisk(CleanupConfig config, MeterRegistry meters) {
        this.config = config.disk();
        meters.gauge("kyozo.disk.level", last);
    }

    /** The gravest level of all watched disks. */
    Uni<DiskLevel> level() {
        return Uni.createFrom().item(this::look).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private DiskLevel look() {
        DiskLevel level = config.paths().orElse(USUAL).stream()
                .filter(Files::exists)
                .map(this::of)
                .reduce(DiskLevel.FINE, DiskLevel::or);
        int before = last.getAndSet(level.ordinal());
        if (level.ordinal() > before) {
            LOG.warnf("the disk is filling: %s. Fewer old releases keep their images", level);
        }
        return level;
    }

    private DiskLevel of(Path path) {
        try {
            FileStore disk = Files.getFileStore(path);
            // As df counts: what the file system keeps back for others is neither used nor ours.
            long used = disk.getTotalSpace() - disk.getUnallocatedSpace();
            return DiskLevel.of(used, used + disk.getUsableSpace(), config.highPercent(), config.criticalPercent());
        } catch (IOException e) {
            LOG.debugf(e, "The disk of %s can't be looked at", path);
            return DiskLevel.FINE;
        }
    }
}
