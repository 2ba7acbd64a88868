package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.runtime.RuntimeFailure;
import org.junit.jupiter.api.Test;

class StatsTest {
    @Test
    void readsControlGroupsOfVersion1() throws Exception {
        var stats = Stats.of(EngineStream.JSON.readTree("""
                        {"cpu_stats":{"cpu_usage":{"total_usage":5000}},
                         "memory_stats":{"usage":1000,"limit":9223372036854771712,"stats":{"inactive_file":1,"total_inactive_file":300}},
                         "networks":{"eth0":{"rx_bytes":1,"tx_bytes":2},"eth1":{"rx_bytes":10,"tx_bytes":20}},
                         "blkio_stats":{"io_service_bytes_recursive":[{"op":"Read","value":7},{"op":"Write","value":8},{"op":"Read","value":1}]},
                         "pids_stats":{"current":3}}
                        """), "x");
        assertThat(stats.cpuNanos()).isEqualTo(5000);
        assertThat(stats.memoryBytes()).isEqualTo(700);
        assertThat(stats.memoryLimitBytes()).isZero();
        assertThat(stats.networkRxBytes()).isEqualTo(11);
        assertThat(stats.networkTxBytes()).isEqualTo(22);
        assertThat(stats.blockReadBytes()).isEqualTo(8);
        assertThat(stats.blockWriteBytes()).isEqualTo(8);
        assertThat(stats.pids()).isEqualTo(3);
    }

    @Test
    void readsControlGroupsOfVersion2() throws Exception {
        var stats = Stats.of(EngineStream.JSON.readTree("""
                        {"cpu_stats":{"cpu_usage":{"total_usage":1}},
                         "memory_stats":{"usage":1000,"limit":2000,"stats":{"inactive_file":400}},
                         "blkio_stats":{"io_service_bytes_recursive":[{"op":"read","value":7}]},"pids_stats":{}}
                        """), "x");
        assertThat(stats.memoryBytes()).isEqualTo(600);
        assertThat(stats.memoryLimitBytes()).isEqualTo(2000);
        assertThat(stats.blockReadBytes()).isEqualTo(7);
    }

    @Test
    void saysThatAStoppedContainerDoesNotRun() throws Exception {
        var seen =
                EngineStream.JSON.readTree("{\"cpu_stats\":{\"cpu_usage\":{\"total_usage\":0}},\"memory_stats\":{}}");
        assertThatThrownBy(() -> Stats.of(seen, "x"))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("does not run");
    }
}
