package io.kyozo.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kyozo.metrics.promql.eval.Answer;
import io.kyozo.metrics.promql.eval.Evaluator;
import io.kyozo.metrics.promql.eval.Grid;
import io.kyozo.metrics.promql.eval.Line;
import io.kyozo.metrics.promql.eval.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlTest {
    private static final long MINUTE = 60_000;
    private final List<Stream> streams = new ArrayList<>();

    /** A value a minute, from minute 0. */
    private void series(String name, String service, double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * MINUTE;
        }
        streams.add(new Stream(Map.of("__name__", name, "service", service), times, values));
    }

    private List<Line> at(long minute, String query) {
        return answer(query, new Grid(minute * MINUTE, MINUTE, 1, 5 * MINUTE)).lines();
    }

    private Answer answer(String query, Grid grid) {
        return new Evaluator(
                        fetch -> streams.stream()
                                .filter(one ->
                                        fetch.selector().matchers().stream().allMatch(m -> m.matches(one.labels())))
                                .map(one -> one.standingFor(fetch.part()))
                                .toList(),
                        grid)
                .evaluate(QueryParser.parse(query));
    }

    private double only(long minute, String query) {
        List<Line> lines = at(minute, query);
        assertThat(lines).hasSize(1);
        return lines.get(0).values()[0];
    }

    @Test
    void arithmeticHasItsUsualOrder() {
        assertThat(only(0, "1 + 2 * 3 ^ 2 - -4 / 2")).isEqualTo(21);
        assertThat(only(0, "2 ^ 3 ^ 2")).isEqualTo(512);
        assertThat(only(0, "(1 + 2) * 3 % 5")).isEqualTo(4);
        assertThat(only(0, "-2 ^ 2")).isEqualTo(-4);
    }

    @Test
    void aValueOfAMomentIsTheLatestOfTheLastFiveMinutes() {
        series("m", "a", 1, 2, 3);
        assertThat(only(2, "m")).isEqualTo(3);
        assertThat(only(6, "m")).isEqualTo(3);
        assertThat(at(7, "m")).isEmpty();
        assertThat(only(4, "m offset 3m")).isEqualTo(2);
    }

    @Test
    void seriesAreChosenByTheirLabels() {
        series("m", "api", 1);
        series("m", "web", 2);
        series("n", "web", 3);
        assertThat(only(0, "m{service=\"web\"}")).isEqualTo(2);
        assertThat(only(0, "m{service!='web'}")).isEqualTo(1);
        assertThat(at(0, "m{service=~\"a.*|web\"}")).hasSize(2);
        assertThat(only(0, "{__name__=~\"m|n\", service!~\"a.+\", __name__!=\"n\"}"))
                .isEqualTo(2);
        assertThat(only(0, "m{nothing=\"\",service=\"api\"}")).isEqualTo(1);
        assertThat(at(0, "m{service=~\"ap\"}")).isEmpty();
    }

    @Test
    void ratesSeeCountersThatStartAnew() {
        series("c", "a", 0, 60, 120, 0, 60);
        assertThat(only(4, "increase(c[4m])")).isCloseTo(160, within(1e-9));
        assertThat(only(4, "resets(c[5m])")).isEqualTo(1);
        assertThat(only(4, "irate(c[5m])")).isEqualTo(1);
        assertThat(only(3, "irate(c[5m])")).isZero();
    }

    /** Worked out by Prometheus 2.42's own rule for a counter that rises evenly. */
    @Test
    void anEvenCounterHasAnEvenRate() {
        series("c", "a", 0, 60, 120, 180, 240, 300);
        assertThat(only(5, "rate(c[5m])")).isCloseTo(1, within(1e-9));
        assertThat(only(5, "increase(c[2m])")).isCloseTo(120, within(1e-9));
        assertThat(at(0, "rate(c[5m])")).isEmpty();
    }

    @Test
    void aRateIsNotDrawnBelowZero() {
        series("c", "a", Double.NaN);
        streams.clear();
        streams.add(new Stream(Map.of("__name__", "c"), new long[] {60_000, 120_000}, new double[] {1, 61}));
        assertThat(only(2, "increase(c[2m])")).isCloseTo(61, within(1e-9));
    }

    @Test
    void windowsHaveTheirFunctions() {
        series("m", "a", 1, 5, 3, 3);
        assertThat(only(3, "avg_over_time(m[10m])")).isEqualTo(3);
        assertThat(only(3, "max_over_time(m[10m])")).isEqualTo(5);
        assertThat(only(3, "min_over_time(m[3m])")).isEqualTo(3);
        assertThat(only(3, "sum_over_time(m[10m])")).isEqualTo(12);
        assertThat(only(3, "count_over_time(m[10m])")).isEqualTo(4);
        assertThat(only(3, "changes(m[10m])")).isEqualTo(2);
        assertThat(only(3, "quantile_over_time(0.5, m[10m])")).isEqualTo(3);
        assertThat(only(3, "delta(m[4m])")).isCloseTo(2 * (3.0 + 1) / 3, within(0.5));
    }

    @Test
    void aLineIsDrawnOn() {
        series("m", "a", 0, 6, 12, 18);
        assertThat(only(3, "deriv(m[10m])")).isCloseTo(0.1, within(1e-9));
        assertThat(only(3, "predict_linear(m[10m], 600)")).isCloseTo(78, within(1e-9));
    }

    @Test
    void groupsAreSummedUp() {
        series("m", "a", 1);
        series("m", "b", 2);
        series("n", "b", 4);
        assertThat(only(0, "sum(m)")).isEqualTo(3);
        assertThat(only(0, "avg by (nothing) (m)")).isEqualTo(1.5);
        assertThat(at(0, "sum by (service) ({__name__=~\"m|n\"})"))
                .extracting(line -> line.values()[0])
                .containsExactly(1.0, 6.0);
        assertThat(only(0, "max without (service) (m)")).isEqualTo(2);
        assertThat(only(0, "count(m)")).isEqualTo(2);
        assertThat(only(0, "quantile(0.5, m)")).isEqualTo(1.5);
        assertThat(only(0, "topk(1, m)")).isEqualTo(2);
        assertThat(only(0, "bottomk(1, m)")).isEqualTo(1);
        assertThat(at(0, "sum(absent_metric)")).isEmpty();
    }

    @Test
    void seriesArePairedByTheirLabels() {
        series("used", "a", 50);
        series("used", "b", 10);
        series("limit", "a", 100);
        assertThat(only(0, "used / limit")).isEqualTo(0.5);
        assertThat(only(0, "used / on (service) limit * 100")).isEqualTo(50);
        assertThat(only(0, "used > 20")).isEqualTo(50);
        assertThat(only(0, "20 < used")).isEqualTo(50);
        assertThat(at(0, "used > bool 20")).extracting(line -> line.values()[0]).containsExactly(1.0, 0.0);
        assertThat(only(0, "used unless limit")).isEqualTo(10);
        assertThat(only(0, "used and limit")).isEqualTo(50);
        assertThat(at(0, "limit or used")).hasSize(2);
        assertThatThrownBy(() -> at(0, "used * ignoring (service) limit")).hasMessageContaining("Several series");
    }

    @Test
    void aHistogramHasQuantiles() {
        for (var bucket :
                Map.of("0.1", 50.0, "0.5", 90.0, "1", 100.0, "+Inf", 100.0).entrySet()) {
            streams.add(new Stream(Map.of("__name__", "h_bucket", "le", bucket.getKey()), new long[] {0}, new double[] {
                bucket.getValue()
            }));
        }
        assertThat(only(0, "histogram_quantile(0.5, h_bucket)")).isCloseTo(0.1, within(1e-9));
        assertThat(only(0, "histogram_quantile(0.9, sum by (le) (h_bucket))")).isCloseTo(0.5, within(1e-9));
        assertThat(only(0, "histogram_quantile(0.95, h_bucket)")).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void allStepsAreWorkedOutAtOnce() {
        series("m", "a", 1, 2, 3, 4);
        Answer answer = answer("m * 2", new Grid(0, MINUTE, 4, 5 * MINUTE));
        assertThat(answer.lines()).singleElement().satisfies(line -> {
            assertThat(line.values()).containsExactly(2, 4, 6, 8);
            assertThat(line.labels()).doesNotContainKey("__name__");
        });
        assertThat(answer("time()", new Grid(0, MINUTE, 2, 0)).lines().get(0).values())
                .containsExactly(0, 60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m{",
                "m[5m]",
                "rate(m)",
                "m +",
                "sum()",
                "{}",
                "m{a=~\"(\"}",
                "nothing_known(m)",
                "1 < 2",
                "m[5x]",
                "topk(m)",
                "a and on (b) group_left c",
                "m[1h:5m]",
                "max_over_time(m[1d:1ms])",
                "m[5m][1h]",
                "label_replace(m, 1)",
                "count_values(1, m)",
                "\"text\"",
                "m offset",
                "(((",
                "sum by (a (m)",
                "m{a=b}",
                "rate(m[0s])",
                "1 and 2",
                "m $ n",
                "clamp(m, 1)"
            })
    void whatMakesNoSenseIsSaidSo(String query) {
        assertThatThrownBy(() -> at(0, query))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(" ");
    }

    @Test
    void aQueryNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> QueryParser.parse("(".repeat(5000))).hasMessageContaining("nested");
        assertThatThrownBy(() -> QueryParser.parse("-".repeat(5000) + "1")).hasMessageContaining("nested");
        assertThatThrownBy(() -> QueryParser.parse("1".repeat(20_000))).hasMessageContaining("at most");
    }

    @Property(tries = 500)
    void anyTextIsAQueryOrRefused(@ForAll String text) {
        try {
            assertThat(QueryParser.parse(text)).isNotNull();
        } catch (QueryException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
