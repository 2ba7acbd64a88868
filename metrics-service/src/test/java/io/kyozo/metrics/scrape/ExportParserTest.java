package io.kyozo.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExportParserTest {
    private static final ExportLimits LIMITS = new ExportLimits(100_000, 100, 1000, 5);

    private static Export parse(String text) {
        ExportParser parser = new ExportParser(LIMITS);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parser.add(bytes, bytes.length);
        return parser.end();
    }

    private static Map<String, Double> values(Export export) {
        return export.values().entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().name() + one.getKey().labels(), Map.Entry::getValue));
    }

    @Test
    void readsNamesLabelsAndValues() {
        Export export = parse("""
                # HELP http_requests_total Requests.
                # TYPE http_requests_total counter
                http_requests_total{method="post",code="200"} 1027 1395066363000
                http_requests_total{ code = "400" , method="post", } 3
                msdos_file_access{path="C:\\\\DIR\\\\A.TXT",error="no:\\n\\"A\\""} 1.458255915e9
                metric_without_labels 12.47
                something_weird{problem="division by zero"} -3.9
                """);
        assertThat(values(export))
                .containsEntry("http_requests_total{code=200, method=post}", 1027.0)
                .containsEntry("http_requests_total{code=400, method=post}", 3.0)
                .containsEntry("msdos_file_access{error=no:\n\"A\", path=C:\\DIR\\A.TXT}", 1.458255915e9)
                .containsEntry("metric_without_labels{}", 12.47)
                .containsEntry("something_weird{problem=division by zero}", -3.9);
        assertThat(export.skipped()).isZero();
    }

    @Test
    void readsOpenMetricsWithExemplarsAndEnd() {
        Export export = parse("""
                # TYPE latency histogram
                # UNIT latency seconds
                latency_bucket{le="0.1"} 8 # {trace_id="abc"} 0.067
                latency_bucket{le="+Inf"} 10
                latency_count 10
                latency_sum 3.5
                # EOF
                """);
        assertThat(export.values()).hasSize(4);
        assertThat(export.values().keySet()).allMatch(ExportedSeries::rises);
    }

    @Test
    void aQuantileMayFallButItsCountRises() {
        Export export = parse("# TYPE rpc summary\nrpc{quantile=\"0.5\"} 4\nrpc_count 9\n");
        assertThat(export.values()).containsEntry(new ExportedSeries("rpc_count", new TreeMap<>(), true), 9.0);
        assertThat(export.values().keySet()).filteredOn(ExportedSeries::rises).hasSize(1);
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        Export export = parse("a NaN\nb +Inf\nc -Inf\nd 4\ne nan\n");
        assertThat(values(export)).containsOnlyKeys("d{}");
        assertThat(export.skipped()).isEqualTo(4);
    }

    @Test
    void aCounterBelowZeroIsLeftOutAndAGaugeIsNot() {
        Export export = parse("# TYPE a counter\na -1\n# TYPE b gauge\nb -1\nc_total -5\n");
        assertThat(values(export)).containsOnlyKeys("b{}");
    }

    @Test
    void linesThatAreWrongAreSkippedAndTheOthersKept() {
        Export export = parse("""
                good 1
                bad{label="open 1
                bad{label=unquoted} 1
                bad{="x"} 1
                bad
                1bad 4
                bad twelve
                # TYPE nonsense
                # TYPE good whatever
                also_good{a="}"} 2
                """);
        assertThat(values(export)).containsOnlyKeys("good{}", "also_good{a=}}");
        assertThat(export.skipped()).isEqualTo(6);
    }

    @Test
    void aSeriesToldTwiceCountsOnce() {
        assertThat(values(parse("a{x=\"1\"} 1\na{x=\"1\"} 2\n"))).containsExactly(Map.entry("a{x=1}", 1.0));
    }

    @Test
    void tooManySeriesAreRefused() {
        ExportParser parser = new ExportParser(LIMITS);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        byte[] line = ("m{i=\"" + i + "\"} 1\n").getBytes(StandardCharsets.UTF_8);
                        parser.add(line, line.length);
                    }
                })
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("more than 100 series");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        assertThatThrownBy(() -> parse("a".repeat(2000)))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("A line");
    }

    @Test
    void tooManyLabelsAreSkipped() {
        assertThat(parse("a{a=\"1\",b=\"1\",c=\"1\",d=\"1\",e=\"1\",f=\"1\"} 1\nb 1\n")
                        .skipped())
                .isEqualTo(1);
    }

    @Test
    void aPageIsNoExport() {
        assertThatThrownBy(() -> parse("<html>\n<body>hello</body>\n"))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("None of its lines");
    }

    @Property(tries = 100)
    void whereTheTextIsCutMakesNoDifference(@ForAll @IntRange(min = 1, max = 40) int piece) {
        String text = "# TYPE a_total counter\na_total{x=\"ü\"} 1\n\nb 2\r\nc{y=\"\\n\"} 3";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ExportParser parser = new ExportParser(LIMITS);
        for (int from = 0; from < bytes.length; from += piece) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, from, Math.min(from + piece, bytes.length));
            parser.add(part, part.length);
        }
        assertThat(parser.end()).isEqualTo(parse(text));
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefusedAndNothingElse(@ForAll String text) {
        try {
            assertThat(parse(text).skipped()).isNotNegative();
        } catch (ExportRefusedException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
