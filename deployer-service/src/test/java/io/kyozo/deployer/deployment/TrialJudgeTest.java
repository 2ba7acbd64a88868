package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.deployer.route.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialJudgeTest {
    private final TrialJudge judge = new TrialJudge(0.02, 3, 20);

    /** Of {@code slow} requests, up to 500 ms each, the others up to 10 ms. */
    private static Traffic traffic(long requests, long errors, long slow) {
        return new Traffic(requests, errors, List.of(10L, 500L), List.of(requests - slow, slow, 0L));
    }

    @Test
    void saysNothingAboutAFewRequests() {
        assertThat(judge.verdict(traffic(100, 0, 0), traffic(19, 19, 19), true)).isEmpty();
    }

    @Test
    void findsMoreErrorsThanTheOldVersionMakes() {
        assertThat(judge.verdict(traffic(100, 0, 0), traffic(100, 10, 0), true))
                .hasValueSatisfying(why -> assertThat(why).startsWith("10.0 % of its 100 requests failed"));
        assertThat(judge.verdict(traffic(100, 8, 0), traffic(100, 10, 0), true)).isEmpty();
        assertThat(judge.verdict(traffic(100, 0, 0), traffic(40, 2, 0), true)).isEmpty();
    }

    @Test
    void findsAnswersThatTakeLonger() {
        assertThat(judge.verdict(traffic(100, 0, 0), traffic(100, 0, 10), true))
                .hasValueSatisfying(why -> assertThat(why).contains("500 ms"));
        assertThat(judge.verdict(traffic(100, 0, 10), traffic(100, 0, 10), true))
                .isEmpty();
        assertThat(judge.verdict(traffic(100, 0, 0), traffic(100, 0, 4), true)).isEmpty();
    }

    @Test
    void bearsThatWhatWasJustStartedIsSlow() {
        assertThat(judge.verdict(traffic(100, 0, 0), traffic(100, 0, 90), false))
                .isEmpty();
        assertThat(judge.verdict(traffic(100, 0, 0), traffic(100, 10, 0), false))
                .isPresent();
    }

    @Test
    void comparesWhatCameBetweenTwoLooks() {
        Traffic since = traffic(150, 5, 12).since(traffic(100, 5, 2));
        assertThat(since).isEqualTo(traffic(50, 0, 10));
        assertThat(traffic(10, 1, 0).since(traffic(100, 5, 2))).isEqualTo(traffic(10, 1, 0));
    }
}
