package io.kyozo.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "node",
                "node:20-bookworm-slim",
                "library/node:20",
                "registry.example:5000/a/b__c/d-e:1.0_x",
                "localhost/x"
            })
    void acceptsNames(String text) {
        assertThat(new ImageName(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "--privileged",
                "a b",
                "a;b",
                "$(id)",
                "a\nb",
                "Node",
                "a/../b",
                "../a",
                "a:",
                "a:-x",
                "/a",
                "a@sha256:1"
            })
    void refusesWhatIsNotAName(String text) {
        assertThatThrownBy(() -> new ImageName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsItsParts() {
        var name = new ImageName("registry.example:5000/team/postgres:15");
        assertThat(name.hasRegistry()).isTrue();
        assertThat(name.shortName()).isEqualTo("postgres");
        assertThat(name.tag()).isEqualTo("15");
        assertThat(new ImageName("team/app").hasRegistry()).isFalse();
        assertThat(new ImageName("app").tag()).isEqualTo("latest");
    }
}
