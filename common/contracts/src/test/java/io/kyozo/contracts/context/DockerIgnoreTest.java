package io.kyozo.contracts.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
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
        "[z-a], [z-a], true",
        "[^a].txt, b.txt, true",
        "[^a].txt, a.txt, false",
        "[a-c-].txt, -.txt, true",
        "foo**bar, foo/x/bar, true",
        "foo**bar, foo/xbar, false",
        "foo**bar, foox/bar, true",
        "**, any/thing, true",
        "src/**, src, false",
        "src/**, src/a/b, true",
        "**/**/x, a/x, true",
        "***/x, a/b/x, true",
        "a/../b, b, true",
        "a.b, axb, false",
    })
    void matchesAsTheEngineDoes(String rule, String path, boolean excluded) {
        assertThat(DockerIgnore.parse(List.of(rule)).excludes(path)).isEqualTo(excluded);
    }

    @Test
    void noRuleTakesLong() {
        String path = "a".repeat(2_000);
        for (String rule : List.of("*a".repeat(2_000) + "b", "**/".repeat(20_000) + "b", "*".repeat(60_001) + "b")) {
            DockerIgnore ignore = DockerIgnore.parse(List.of(rule));
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> ignore.excludes(path)))
                    .isFalse();
        }
    }

    @Test
    void aMarkAtTheBeginningIsNoPartOfTheFirstRule() {
        assertThat(DockerIgnore.parse(List.of("\uFEFFdist", "# no rule")).excludes("dist/x"))
                .isTrue();
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
