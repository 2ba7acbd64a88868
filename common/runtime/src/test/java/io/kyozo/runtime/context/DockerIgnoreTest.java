package io.kyozo.runtime.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {
    @ParameterizedTest
    @CsvSource({
        "node_modules, node_modules, true",
        "node_modules, node_modules/a/b.js, true",
        "node_modules, src/node_modules, false",
        "**/node_modules, src/node_modules/x, true",
        "**/node_modules, node_modules, true",
        "/dist, dist/x, true",
        "*.md, README.md, true",
        "*.md, docs/README.md, false",
        "**/*.md, docs/README.md, true",
        "a?c, abc, true",
        "a?c, a/c, false",
        "docs/**/x, docs/a/b/x, true",
        "[ab].txt, b.txt, true",
        "\\*.txt, a.txt, false",
        "./build/, build/out, true",
        "[z-a], x, false",
    })
    void matchesAsTheEngineDoes(String rule, String path, boolean excluded) {
        assertThat(DockerIgnore.parse(List.of(rule)).excludes(path)).isEqualTo(excluded);
    }

    @Test
    void theLastRuleThatMatchesDecides() {
        var ignore = DockerIgnore.parse(List.of("# comment", "*", "!src", "src/secret"));
        assertThat(ignore.excludes("README")).isTrue();
        assertThat(ignore.excludes("src/main.js")).isFalse();
        assertThat(ignore.excludes("src/secret/key")).isTrue();
        assertThat(ignore.prunes()).isFalse();
    }
}
