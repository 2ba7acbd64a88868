package io.kyozo.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kyozo.metrics.promql.eval.Answer;
import io.kyozo.metrics.promql.eval.Evaluator;
import io.kyozo.metrics.promql.eval.Grid;
import io.kyozo.metrics.promql.eval.Line;
import io.kyozo.metrics.promql.eval.Stream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same questions about the same samples have the answers of Prometheus 2.42, which were recorded from it. {@code
 * ./kyozo bench watch promql} asks it anew; with {@code -Dgolden.update} what it says is recorded.
 */
class PrometheusAnswersTest {
    private static final Path FOLDER = Path.of("src/test/resources/promql");
    private static final Path RECORDED = FOLDER.resolve("answers.json");
    /** Not at a whole multiple of any subquery's step, for the same reason as the samples. */
    private static final Instant BEGIN = PeerSamples.START.plusSeconds(40 * 60 + 7);

    private static final Duration STEP = Duration.ofSeconds(60);
    private static final int STEPS = 10;
    private static final Grid GRID = new Grid(
            BEGIN.toEpochMilli(), STEP.toMillis(), STEPS, Duration.ofMinutes(5).toMillis());
    private static final double NEARLY = 1e-9;

    static List<String> queries() throws IOException {
        return Files.readAllLines(FOLDER.resolve("queries.txt"));
    }

    private static JsonObject recorded() throws IOException {
        return new JsonObject(Files.readString(RECORDED));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryHasPrometheusAnswer(String query) throws IOException {
        Answer answer = new Evaluator(PrometheusAnswersTest::samples, GRID)
                .evaluate(QueryParser.parse(query, BEGIN, BEGIN.plus(STEP.multipliedBy(STEPS - 1))));
        Map<Map<String, String>, Map<Long, Double>> ours = new HashMap<>();
        for (Line line : answer.lines()) {
            Map<Long, Double> values = new TreeMap<>();
            for (int step = 0; step < STEPS; step++) {
                if (!Double.isNaN(line.values()[step])) {
                    values.put(GRID.at(step), line.values()[step]);
                }
            }
            if (!values.isEmpty()) {
                ours.put(line.labels(), values);
            }
        }
        Map<Map<String, String>, Map<Long, Double>> theirs = parsed(recorded().getJsonArray(query));
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        theirs.forEach((labels, values) -> {
            Map<Long, Double> own = ours.getOrDefault(labels, Map.of());
            assertThat(own.keySet()).as("moments of %s", labels).isEqualTo(values.keySet());
            values.forEach((at, value) -> assertThat(own.get(at))
                    .as("%s at %d", labels, at)
                    .isCloseTo(value, within(NEARLY * Math.max(1, Math.abs(value)))));
        });
    }

    private static List<Stream> samples(Selectors.Fetch fetch) {
        return PeerSamples.all().stream()
                .filter(stream ->
                        fetch.selector().matchers().stream().allMatch(matcher -> matcher.matches(stream.labels())))
                .map(stream -> stream.standingFor(fetch.part()))
                .toList();
    }

    /** A value that is no number is no value here, and left out of what Prometheus says. */
    private static Map<Map<String, String>, Map<Long, Double>> parsed(JsonArray result) {
        Map<Map<String, String>, Map<Long, Double>> lines = new HashMap<>();
        for (int i = 0; i < result.size(); i++) {
            Map<String, String> labels = new TreeMap<>();
            result.getJsonObject(i)
                    .getJsonObject("metric")
                    .forEach(label -> labels.put(label.getKey(), String.valueOf(label.getValue())));
            Map<Long, Double> values = new TreeMap<>();
            JsonArray pairs = result.getJsonObject(i).getJsonArray("values");
            for (int at = 0; at < pairs.size(); at++) {
                double value =
                        Double.parseDouble(pairs.getJsonArray(at).getString(1).replace("Inf", "Infinity"));
                if (!Double.isNaN(value)) {
                    values.put(Math.round(pairs.getJsonArray(at).getDouble(0) * 1000), value);
                }
            }
            if (!values.isEmpty()) {
                lines.put(labels, values);
            }
        }
        return lines;
    }

    @Test
    @EnabledIfSystemProperty(named = "kyozo.prometheus", matches = ".+")
    void whatIsRecordedIsWhatPrometheusSays(@TempDir Path work) throws IOException, InterruptedException {
        JsonObject answers = new JsonObject();
        try (PrometheusPeer peer = new PrometheusPeer(Path.of(System.getProperty("kyozo.prometheus")), work)) {
            for (String query : queries()) {
                answers.put(query, peer.range(query, BEGIN, STEP, STEPS));
            }
        }
        if (Boolean.getBoolean("golden.update")) {
            var unused = Files.writeString(RECORDED, answers.encode().replace("],\"", "],\n\"") + "\n");
        }
        assertThat(recorded().fieldNames()).isEqualTo(answers.fieldNames());
        for (String query : queries()) {
            assertThat(parsed(recorded().getJsonArray(query))).as(query).isEqualTo(parsed(answers.getJsonArray(query)));
        }
    }
}
