package io.kyozo.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTableTest {
    private final ServiceTable table =
            new ServiceTable(Map.of("analyzer", 8081, "deployer", 8082, "monitor", 8083, "metrics", 8084));

    @ParameterizedTest
    @CsvSource({
        "/api/v1/workspaces,                   8081, /api/v1/workspaces",
        "/api/v1/workspaces/1/revisions?a=b,   8081, /api/v1/workspaces/1/revisions?a=b",
        "/api/v1/deployments?filter%5Ba%5D=1,  8082, /api/v1/deployments?filter%5Ba%5D=1",
        "/api/v1/services/1/logs,              8082, /api/v1/services/1/logs",
        "/api/v1/live,                         8083, /api/v1/live",
        "/api/v1/health-checks/1,              8083, /api/v1/health-checks/1",
        "/api/v1/metrics/1?metric=cpu,         8084, /api/v1/metrics/1?metric=cpu",
        "/analyzer/q/health,                   8081, /q/health",
        "/monitor,                             8083, /",
        "/metrics?x=1,                         8084, /?x=1",
        "/deployer/api/v1/workers/stats,       8082, /api/v1/workers/stats",
    })
    void leadsToTheOwner(String uri, int port, String passedOn) {
        ServiceTable.Destination found = table.find(uri).orElseThrow();

        assertThat(found.route().weights().keySet().iterator().next().port()).isEqualTo(port);
        assertThat(found.uri()).isEqualTo(passedOn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/", "/api/v1/nothing", "/api/v2/workspaces", "/q/health", "/analyzers/x"})
    void leadsNowhereElse(String uri) {
        assertThat(table.find(uri)).isEmpty();
    }

    @Test
    void knowsOnlyTheServicesThatRun() {
        assertThat(new ServiceTable(Map.of("analyzer", 8081)).find("/api/v1/metrics/1"))
                .isEmpty();
    }
}
