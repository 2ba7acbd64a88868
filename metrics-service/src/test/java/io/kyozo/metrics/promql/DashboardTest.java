package io.kyozo.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.metrics.promql.app.SeriesIndex;
import io.kyozo.metrics.series.Metric;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
    private static final Path DASHBOARD = Path.of("../deploy/observability/grafana/services.json");

    private static List<String> queries() throws IOException {
        return new JsonObject(Files.readString(DASHBOARD))
                .getJsonArray("panels").stream()
                        .map(JsonObject.class::cast)
                        .map(panel ->
                                panel.getJsonArray("targets").getJsonObject(0).getString("expr"))
                        .toList();
    }

    @Test
    void eachOfItsQueriesIsUnderstoodAndAsksForMetricsThatThereAre() throws IOException {
        Set<String> known = Stream.of(Metric.values()).map(SeriesIndex::name).collect(Collectors.toSet());
        assertThat(queries()).hasSizeGreaterThan(5).allSatisfy(query -> {
            var selectors = Selectors.of(QueryParser.parse(query), Instant.EPOCH, Instant.EPOCH)
                    .needs()
                    .keySet();
            assertThat(selectors)
                    .isNotEmpty()
                    .allSatisfy(fetch -> assertThat(known)
                            .contains(fetch.selector().matchers().get(0).value()));
        });
    }

    /** What Grafana's own schema asks of a dashboard, as far as we use it; Grafana itself is not run. */
    @ParameterizedTest
    @ValueSource(strings = {"services.json", "jobs.json"})
    void aDashboardIsOneThatGrafanaCanLoad(String name) throws IOException {
        JsonObject dashboard = new JsonObject(Files.readString(DASHBOARD.resolveSibling(name)));
        assertThat(dashboard.getString("uid")).matches("[a-zA-Z0-9_-]{1,40}");
        assertThat(dashboard.getString("title")).isNotBlank();
        assertThat(dashboard.getInteger("schemaVersion")).isBetween(30, 50);
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Object one : dashboard.getJsonArray("panels")) {
            JsonObject panel = (JsonObject) one;
            JsonObject place = panel.getJsonObject("gridPos");
            assertThat(ids.add(panel.getInteger("id"))).as("id of %s", panel).isTrue();
            assertThat(panel.getString("title")).isNotBlank();
            assertThat(panel.getString("type")).isIn("timeseries", "stat", "table", "gauge", "bargauge", "row");
            assertThat(place.getInteger("x") + place.getInteger("w")).isBetween(1, 24);
            for (int x = place.getInteger("x"); x < place.getInteger("x") + place.getInteger("w"); x++) {
                for (int y = place.getInteger("y"); y < place.getInteger("y") + place.getInteger("h"); y++) {
                    assertThat(taken.add(x + "/" + y)).as("place of %s", panel).isTrue();
                }
            }
            Set<String> references = new HashSet<>();
            for (Object target : panel.getJsonArray("targets")) {
                assertThat(references.add(((JsonObject) target).getString("refId")))
                        .isTrue();
                assertThat(((JsonObject) target).getString("expr")).isNotBlank();
            }
        }
    }
}
