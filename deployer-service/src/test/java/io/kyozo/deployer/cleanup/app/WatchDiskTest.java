package io.kyozo.deployer.cleanup.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.deployer.cleanup.DiskLevel;
import io.kyozo.jobs.engine.Schedule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clean-up's settings at work: marks of real disks, and its hour. */
class WatchDiskTest {
    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private static CleanupConfig config(Map<String, String> settings) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(CleanupConfig.class)
                .withConverters(new Converter<?>[] {new DurationConverter(), new MemorySizeConverter()});
        settings.forEach((name, value) -> builder.withDefaultValue("kyozo.cleanup." + name, value));
        return builder.build().getConfigMapping(CleanupConfig.class);
    }

    /** A disk that holds anything at all is above the mark of 0 %, and none is above 101 %. */
    private DiskLevel level(int high, int critical) {
        var config = config(Map.of(
                "disk.paths", folder.toString(),
                "disk.high-percent", String.valueOf(high),
                "disk.critical-percent", String.valueOf(critical)));
        return new WatchDisk(config, meters).level().await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void goesByTheMarksOfTheDiskAndTellsTheMetrics() {
        assertThat(level(101, 101)).isEqualTo(DiskLevel.FINE);
        assertThat(level(0, 101)).isEqualTo(DiskLevel.HIGH);
        assertThat(level(0, 0)).isEqualTo(DiskLevel.CRITICAL);
        assertThat(meters.find("kyozo.disk.level").gauge()).isNotNull();
    }

    @Test
    void aPlaceThatIsNotThereIsNoFullDisk() {
        var config = config(Map.of("disk.paths", folder.resolve("nowhere").toString(), "disk.high-percent", "0"));
        assertThat(new WatchDisk(config, meters).level().await().atMost(Duration.ofSeconds(5)))
                .isEqualTo(DiskLevel.FINE);
    }

    @Test
    void allIsCleanedUpAtTwoAtNight() {
        Instant evening = Instant.parse("2026-03-01T20:00:00Z");
        assertThat(Schedule.parse(config(Map.of()).nightly(), ZoneOffset.UTC).next(evening))
                .isEqualTo("2026-03-02T02:00:00Z");
    }
}
