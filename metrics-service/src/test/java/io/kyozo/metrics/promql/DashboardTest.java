package io.kyozo.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.metrics.series.Metric;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
        Set<String> known = Stream.of(Metric.values())
                .map(metric -> "kyozo_service_" + metric.id().replace('-', '_'))
                .collect(Collectors.toSet());
        assertThat(queries()).hasSizeGreaterThan(5).allSatisfy(query -> {
            Set<Expression.Selector> selectors = Selectors.of(QueryParser.parse(query));
            assertThat(selectors)
                    .isNotEmpty()
                    .allSatisfy(selector -> assertThat(known)
                            .contains(selector.matchers().get(0).value()));
        });
    }
}
