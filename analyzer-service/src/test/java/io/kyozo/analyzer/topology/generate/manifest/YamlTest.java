package io.kyozo.analyzer.topology.generate.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlTest {
    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("documents") Map<String, Object> document) {
        assertThat(read(Yaml.of(document))).isEqualTo(document);
    }

    @Property(tries = 300)
    void everyStringStaysAString(@ForAll("texts") String text) {
        assertThat(read(Yaml.of(Map.of("key", List.of(text))))).isEqualTo(Map.of("key", List.of(text)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "no",
                        "Yes",
                        "on",
                        "~",
                        "null",
                        "22:22",
                        "1e3",
                        "0x1F",
                        "012",
                        "1_000",
                        ".inf",
                        "- a",
                        "a: b",
                        "#c",
                        "{",
                        "2001-01-01",
                        "=",
                        "<<",
                        "",
                        " ",
                        "5s",
                        "12e",
                        "1Gi",
                        "\u00e9\u2028\ud83d\ude00\u0085"),
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofMaxLength(6));
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                texts().map(text -> text), Arbitraries.integers().map(number -> number), Arbitraries.of(true, false));
        Arbitrary<Object> inner = Arbitraries.oneOf(
                leaf, leaf.list().ofMaxSize(3).map(list -> list), maps(leaf).map(map -> map));
        return maps(Arbitraries.oneOf(inner, maps(inner).list().ofMaxSize(3).map(list -> list)));
    }

    private static Arbitrary<Map<String, Object>> maps(Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(3).ofMaxLength(5), values)
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(LinkedHashMap::new);
    }

    private static Object read(String text) {
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }
}
