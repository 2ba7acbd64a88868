package io.kyozo.contracts.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
    private static final List<String> QUEUES = List.of("deployment", "analysis", "health", "metrics", "clean-up");

    @ParameterizedTest
    @CsvSource({
        "deploymnet, deployment",
        "anlysis, analysis",
        "helth, health",
        "metric, metrics",
        "cleanup, clean-up",
        "Health, health"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(DidYouMean.nearest(typed, QUEUES)).contains(meant);
        assertThat(DidYouMean.hint(typed, QUEUES)).isEqualTo("; did you mean \"" + meant + "\"?");
    }

    @Test
    void listsWhatThereIsWhereNothingIsNear() {
        assertThat(DidYouMean.nearest("billing", QUEUES)).isEmpty();
        assertThat(DidYouMean.hint("billing", QUEUES))
                .isEqualTo("; known are [analysis, clean-up, deployment, health, metrics]");
    }

    @Test
    void aSwapOfNeighboursIsOneEdit() {
        assertThat(DidYouMean.distance("deploymnet", "deployment")).isEqualTo(1);
        assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
    }

    @Property
    void distanceIsSymmetricAndZeroOnlyForEquals(
            @ForAll @AlphaChars @StringLength(max = 12) String a,
            @ForAll @AlphaChars @StringLength(max = 12) String b) {
        assertThat(DidYouMean.distance(a, b)).isEqualTo(DidYouMean.distance(b, a));
        assertThat(DidYouMean.distance(a, b) == 0).isEqualTo(a.equals(b));
    }
}
