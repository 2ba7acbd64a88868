package io.kyozo.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is under {@code deploy/observability}, to Prometheus' own tool. {@code ./kyozo test} fetches it ({@code
 * KYOZO_PROMTOOL}); without it these are left out.
 */
class PromtoolTest {
    private static final Path OBSERVABILITY =
            Path.of("../deploy/observability").toAbsolutePath().normalize();

    private String promtool = "";

    @TempDir
    Path work;

    @BeforeEach
    void find() {
        promtool = Stream.concat(
                        Stream.ofNullable(System.getenv("KYOZO_PROMTOOL")),
                        Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "")
                                        .split(":"))
                                .map(folder -> folder + "/promtool"))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElse("");
        Assumptions.assumeFalse(promtool.isEmpty(), "promtool is not there");
    }

    @Test
    void itTakesAllAlertRules() throws Exception {
        List<String> files = new ArrayList<>(List.of("check", "rules"));
        try (Stream<Path> all = Files.list(OBSERVABILITY.resolve("prometheus"))) {
            all.map(Path::toString).filter(name -> name.endsWith(".rules.yaml")).forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
        assertThat(run(files)).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void alertsFireWhereTheyShallAndNowhereElse() throws Exception {
        String file = OBSERVABILITY.resolve("prometheus/rules.test.yaml").toString();
        assertThat(run(List.of("test", "rules", file))).contains("SUCCESS").doesNotContain("FAILED");
    }

    /** There is no tool for dashboards; their queries are taken as rules that record something. */
    @Test
    void itTakesAllQueriesOfTheDashboards() throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboards\n    rules:\n");
        int count = 0;
        for (String dashboard : List.of("jobs", "services")) {
            for (String query : queries(OBSERVABILITY.resolve("grafana/" + dashboard + ".json"))) {
                rules.append("      - record: dashboard:query").append(count++).append("\n        expr: ");
                rules.append(new ObjectMapper().writeValueAsString(query)).append('\n');
            }
        }
        assertThat(count).isGreaterThan(10);
        Path file = Files.writeString(work.resolve("queries.rules.yaml"), rules);
        assertThat(run(List.of("check", "rules", file.toString()))).contains("SUCCESS: " + count + " rules found");
    }

    /** As Grafana sends them, with its variables filled in. */
    private static List<String> queries(Path dashboard) throws IOException {
        JsonNode document = new ObjectMapper().readTree(dashboard.toFile());
        return document.findValuesAsText("expr").stream()
                .map(query -> query.replaceAll("\\$\\{?__(rate_interval|interval|range)}?", "5m")
                        .replaceAll("\\$\\{?\\w+(:\\w+)?}?", "x"))
                .toList();
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(promtool));
        command.addAll(arguments);
        Path output = work.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
