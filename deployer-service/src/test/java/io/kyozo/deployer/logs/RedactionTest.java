package io.kyozo.deployer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void masksLongerSecretsBeforeTheirParts() {
        assertThat(new Redaction(List.of("secret", "secret-and-more")).apply("a secret-and-more and secret"))
                .isEqualTo("a *** and ***");
    }

    @Test
    void leavesShortValuesAlone() {
        assertThat(new Redaction(List.of("a")).apply("banana")).isEqualTo("banana");
    }
}
