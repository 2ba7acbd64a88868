package io.kyozo.monitor.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.monitor.trace.Trace.Incident;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The judgement on labelled traces, beside the naive rule on the same ones. The figures are logged; {@code
 * -Dkyozo.traces.seeds=N} takes more rounds.
 */
class TraceSuiteTest {
    private static final System.Logger LOG = System.getLogger(TraceSuiteTest.class.getName());
    private static final long SEEDS = Long.getLong("kyozo.traces.seeds", 2);

    @Test
    void tellsOfEveryOutageAndSeldomOfAnythingElse() {
        Score ours = Score.NOTHING;
        Score naive = Score.NOTHING;
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (Trace trace : new Traces(seed).all()) {
                Score our = Score.of(trace, new Simulation(trace).run().alerts());
                Score simple = Score.of(trace, Simulation.naive(trace));
                LOG.log(System.Logger.Level.INFO, trace.name + ": " + our + " | naive: " + simple);
                assertThat(our.missed()).as(trace.name + " " + our).isZero();
                ours = ours.plus(our);
                naive = naive.plus(simple);
            }
        }
        LOG.log(System.Logger.Level.INFO, "all: " + ours + " | naive: " + naive);
        assertThat(ours.fals()).as(ours + " | naive " + naive).isLessThanOrEqualTo(naive.fals() / 20);
        assertThat(ours.precision()).as(ours.toString()).isGreaterThanOrEqualTo(0.95);
        assertThat(ours.perIncident()).as(ours.toString()).isBetween(1.0, 1.1);
    }

    @Test
    void seesWithinFifteenSecondsThatSomethingIsDown() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Trace trace = new Traces(seed).outages();
            Simulation simulation = new Simulation(trace).run();
            for (Incident incident : trace.incidents) {
                double from = incident.span().from();
                assertThat(simulation.seenDown(incident.subject(), from) - from)
                        .as(incident.toString())
                        .isLessThanOrEqualTo(15);
            }
        }
    }

    @Test
    void blamesADatabaseForWhatFailsWithIt() {
        Trace trace = new Traces(7).databaseDown();
        assertThat(new Simulation(trace).run().alerts())
                .allMatch(alert -> alert.subject().startsWith("postgres"))
                .hasSize(trace.incidents.size());
    }

    @Test
    void isSilentAboutItsOwnOutages() {
        assertThat(falseAlerts(Traces::monitorOff)).isEmpty();
        Trace cut = new Traces(7).monitorCutOff();
        assertThat(new Simulation(cut).run().alerts())
                .allMatch(alert -> alert.subject().equals("engine"))
                .isNotEmpty();
    }

    @Test
    void doesNotTakeAJumpOfItsClockForTimeThatPassed() {
        assertThat(falseAlerts(Traces::clockJumps)).isEmpty();
    }

    private static List<Simulation.Raised> falseAlerts(Function<Traces, Trace> of) {
        Trace trace = of.apply(new Traces(7));
        return new Simulation(trace)
                .run().alerts().stream()
                        .filter(alert -> Score.isFalse(trace, alert))
                        .toList();
    }
}
