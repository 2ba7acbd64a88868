package io.kyozo.monitor.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * The judgement on traces that nothing was tuned on, beside the naive rule. The figures are logged; {@code
 * -Dkyozo.traces.seeds=N} takes more rounds.
 */
class HeldOutTest {
    private static final System.Logger LOG = System.getLogger(HeldOutTest.class.getName());
    private static final long SEEDS = Long.getLong("kyozo.traces.seeds", 1);

    @Test
    void tellsOfOutagesAndSeldomOfAnythingElseOnTracesItWasNotMadeFor() {
        judge("held out", seed -> new HeldOutTraces(seed).all());
    }

    @Test
    void doesSoOnTracesThatWereWrittenLaterToo() {
        judge("later", seed -> new LaterTraces(seed).all());
    }

    private static void judge(String which, LongFunction<List<Trace>> traces) {
        Score ours = Score.NOTHING;
        Score naive = Score.NOTHING;
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (Trace trace : traces.apply(seed)) {
                Score our = Score.of(trace, new Simulation(trace).run().alerts());
                Score simple = Score.of(trace, Simulation.naive(trace));
                LOG.log(System.Logger.Level.INFO, which + ", " + trace.name + ": " + our + " | naive: " + simple);
                ours = ours.plus(our);
                naive = naive.plus(simple);
            }
        }
        LOG.log(System.Logger.Level.INFO, which + ", all: " + ours + " | naive: " + naive);
        assertThat(ours.fals()).as(ours + " | naive " + naive).isLessThanOrEqualTo(naive.fals() / 20);
        assertThat(ours.recall()).as(ours.toString()).isGreaterThanOrEqualTo(0.95);
    }
}
