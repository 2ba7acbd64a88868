package io.kyozo.deployer.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskLevelTest {
    @ParameterizedTest
    @CsvSource({"0, FINE", "79, FINE", "80, HIGH", "91, HIGH", "92, CRITICAL", "100, CRITICAL"})
    void goesByTheMarks(long used, DiskLevel level) {
        assertThat(DiskLevel.of(used, 100, 80, 92)).isEqualTo(level);
    }

    @Test
    void knowsNothingOfADiskWithoutASize() {
        assertThat(DiskLevel.of(0, 0, 80, 92)).isEqualTo(DiskLevel.FINE);
    }

    @Test
    void keepsFewerReleasesTheFullerTheDiskAndNeverNone() {
        assertThat(DiskLevel.FINE.keptReleases(5)).isEqualTo(5);
        assertThat(DiskLevel.HIGH.keptReleases(5)).isEqualTo(2);
        assertThat(DiskLevel.CRITICAL.keptReleases(5)).isEqualTo(1);
        assertThat(DiskLevel.HIGH.keptReleases(1)).isEqualTo(1);
    }

    @Test
    void theGraverOfTwoCounts() {
        assertThat(DiskLevel.FINE.or(DiskLevel.HIGH)).isEqualTo(DiskLevel.HIGH);
        assertThat(DiskLevel.CRITICAL.or(DiskLevel.HIGH)).isEqualTo(DiskLevel.CRITICAL);
    }
}
