package io.kyozo.monitor.trace;

import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.trace.Trace.Answer;
import io.kyozo.monitor.trace.Trace.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled traces that were written after the rules that {@link HeldOutTraces} led to (one cause for what is slow together,
 * a sum test for what fails now and then), and before those were run on them. Nothing was chosen on these either.
 */
final class LaterTraces extends DrawnTraces {

    LaterTraces(long seed) {
        super(0x51ed270b9f4a7c15L ^ seed);
    }

    List<Trace> all() {
        return List.of(
                busyHost(),
                slowDatabase(),
                slowOneByOne(),
                failingQuarter(),
                lossyLink(),
                longPauses(),
                fleetRestarts(),
                slowThenDown());
    }

    /** The host is short of something for a quarter of an hour and more: all it runs is slow, and one alert is enough. */
    Trace busyHost() {
        Trace trace = new Trace("a busy host", 8 * HOUR);
        List<Span> busy = spans(1500, 8 * HOUR, 2 * HOUR, 900, 2000);
        for (int i = 0; i < FLEET; i++) {
            double notAll = 0.9 + random.nextDouble() / 10;
            trace.service("s" + i, at -> in(busy, at) && random.nextDouble() < notAll ? Answer.SLOW : Answer.FINE);
        }
        incidents(trace, "engine", busy);
        return trace;
    }

    /** A database has no index for a new question: it is slow, and so is what needs it. */
    Trace slowDatabase() {
        Trace trace = new Trace("a slow database", 6 * HOUR);
        for (int i = 0; i < 5; i++) {
            List<Span> slow = spans(600 + random.nextInt(1200), 6 * HOUR, 5000, 300, 900);
            trace.service("db-" + i, at -> in(slow, at) ? Answer.SLOW : Answer.FINE);
            for (String name : List.of("api-" + i, "web-" + i)) {
                trace.service(name, at -> in(slow, at) && random.nextInt(10) > 0 ? Answer.SLOW : Answer.FINE);
                trace.dependsOn.put(name, List.of(name.startsWith("web") ? "api-" + i : "db-" + i));
            }
            incidents(trace, "db-" + i, slow);
        }
        return trace;
    }

    /** Now this one is slow for some minutes, now that one, each for a reason of its own. */
    Trace slowOneByOne() {
        Trace trace = new Trace("slow one by one", 8 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            List<Span> slow = spans(random.nextInt(5000), 8 * HOUR, 2 * HOUR, 200, 900);
            trace.service("s" + i, at -> in(slow, at) && random.nextInt(20) > 0 ? Answer.SLOW : Answer.FINE);
            incidents(trace, "s" + i, slow);
        }
        return trace;
    }

    /** One of four backends behind an address is dead: a quarter to a half of all requests fail, for an hour or two. */
    Trace failingQuarter() {
        Trace trace = new Trace("a quarter to a half fails", 8 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            boolean hit = i % 5 == 0;
            double rate = 0.25 + random.nextDouble() / 4;
            List<Span> storms = hit ? spans(random.nextInt(4000), 8 * HOUR, 3 * HOUR, 3600, 7000) : List.of();
            trace.service(
                    "s" + i, at -> random.nextDouble() < (in(storms, at) ? rate : 0.01) ? Answer.REFUSED : Answer.FINE);
            incidents(trace, "s" + i, storms);
        }
        return trace;
    }

    /** For two hours one probe in thirty is lost on the way, of whichever service. */
    Trace lossyLink() {
        Trace trace = new Trace("a lossy link", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            trace.service("s" + i, at -> {
                double rate = at > HOUR && at < 3 * HOUR ? 1 / 30.0 : 0.001;
                return random.nextDouble() < rate ? Answer.HANGS : Answer.FINE;
            });
        }
        return trace;
    }

    /** Now and then nothing is answered for five to seven seconds. */
    Trace longPauses() {
        Trace trace = new Trace("long pauses", 8 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            List<Span> pauses = spans(random.nextInt(900), 8 * HOUR, 1200, 5, 7);
            trace.service("s" + i, at -> in(pauses, at) ? Answer.HANGS : Answer.FINE);
        }
        return trace;
    }

    /** All that runs is replaced, one service after the other, with replicas that take ten to forty seconds to start. */
    Trace fleetRestarts() {
        Trace trace = new Trace("the fleet is replaced", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            String name = "s" + i;
            List<Span> starts = new ArrayList<>();
            for (double at = 600 + 30 * i; at < 5 * HOUR; at += 3000) {
                starts.add(new Span(at, at + 10 + random.nextInt(30)));
                trace.fresh(name, at);
            }
            trace.service(name, at -> in(starts, at) ? Answer.REFUSED : Answer.FINE);
        }
        return trace;
    }

    /** It gets slow, then loses a replica, then all of them: one incident, from slow on. */
    Trace slowThenDown() {
        Trace trace = new Trace("slow, then down", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            double from = 1000 + random.nextInt(9000);
            double part = from + 200 + random.nextInt(300);
            double down = part + 100 + random.nextInt(300);
            double well = down + 60 + random.nextInt(600);
            trace.service("s" + i, at -> {
                if (at < from || at >= well) {
                    return Answer.FINE;
                }
                return at < part ? Answer.SLOW : at < down ? PART : Answer.REFUSED;
            });
            trace.incident("s" + i, from, well);
        }
        return trace;
    }

    private static final Answer PART = new Answer(Observation.Kind.PARTIAL, 0.02);
}
