package io.kyozo.monitor.trace;

import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.trace.Trace.Answer;
import io.kyozo.monitor.trace.Trace.Incident;
import io.kyozo.monitor.trace.Trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Labelled traces of other shapes than {@link Traces}, on which no rule and no setting was chosen. Labels say what a person
 * on call would want to be told of, whatever the rules can see: an outage of 25 s or more, half an hour in which a third
 * of all requests fail, a replica that stays away. They do not want to be told of a restart, a busy hour, or a neighbour.
 */
final class HeldOutTraces extends DrawnTraces {
    private static final Answer ONE_REPLICA_FAILS = new Answer(Observation.Kind.PARTIAL, 0.02);

    HeldOutTraces(long seed) {
        super(0x9e3779b97f4a7c15L ^ seed);
    }

    List<Trace> all() {
        return List.of(
                diurnalLoad(),
                partialOutages(),
                rollingRestarts(),
                slowStarts(),
                intermittentFailures(),
                halfTheFleet(),
                cascade(),
                asleepDuringOutages(),
                slowNetwork());
    }

    /** Two days: answers are slow now and then where much is asked, in the afternoon, and never for long. */
    Trace diurnalLoad() {
        Trace trace = new Trace("diurnal load", 48 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            double peak = 12 + random.nextInt(6);
            trace.service("s" + i, at -> {
                double load = Math.pow(Math.max(0, Math.cos((at / HOUR % 24 - peak) / 24 * 2 * Math.PI)), 2);
                double roll = random.nextDouble();
                return roll < 0.12 * load ? Answer.SLOW : roll < 0.12 * load + 0.001 ? Answer.HANGS : Answer.FINE;
            });
        }
        return trace;
    }

    /** One of three replicas stays away: for some seconds, which is nobody's business, or for a quarter of an hour. */
    Trace partialOutages() {
        Trace trace = new Trace("one replica away", 8 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            List<Span> brief = spans(300, 8 * HOUR, 1800, 5, 40);
            List<Span> lasting = i % 4 == 0 ? spans(4000 + random.nextInt(3000), 8 * HOUR, 9000, 700, 1500) : List.of();
            trace.service("s" + i, at -> in(brief, at) || in(lasting, at) ? ONE_REPLICA_FAILS : Answer.FINE);
            incidents(trace, "s" + i, lasting);
        }
        return trace;
    }

    /** Replicas are replaced one after the other, which takes some seconds each; in one of ten a single probe is lost. */
    Trace rollingRestarts() {
        Trace trace = new Trace("rolling restarts", 8 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            List<Span> restarts = spans(100 + random.nextInt(1500), 8 * HOUR, 1700, 12, 30);
            trace.service(
                    "s" + i,
                    at -> !in(restarts, at)
                            ? Answer.FINE
                            : random.nextInt(10) == 0 ? Answer.REFUSED : ONE_REPLICA_FAILS);
        }
        return trace;
    }

    /** New versions take half a minute or more until they answer; one in five never does. */
    Trace slowStarts() {
        Trace trace = new Trace("slow starts", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            String name = "s" + i;
            List<Span> starts = new ArrayList<>();
            double at = 600 + random.nextInt(1000);
            for (int n = 0; at < 5 * HOUR; n++, at += 2400 + random.nextInt(1200)) {
                boolean never = i % 5 == 0 && n == 2;
                double until = never ? at + 900 : at + 20 + random.nextInt(35);
                starts.add(new Span(at, until));
                trace.fresh(name, at);
                if (never) {
                    trace.incidents.add(new Incident(name, new Span(at, until), true));
                }
            }
            trace.service(name, when -> in(starts, when) ? Answer.REFUSED : Answer.FINE);
        }
        return trace;
    }

    /** A name that is found only sometimes: a third of all requests fail for half an hour; elsewhere one in thirty. */
    Trace intermittentFailures() {
        Trace trace = new Trace("intermittent failures", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            boolean bad = i % 4 == 0;
            List<Span> storms = bad ? spans(1800 + random.nextInt(3000), 6 * HOUR, 9000, 1800, 2400) : List.of();
            trace.service("s" + i, at -> {
                double rate = in(storms, at) ? 0.35 : bad ? 0.001 : 0.033;
                return random.nextDouble() < rate ? Answer.HANGS : Answer.FINE;
            });
            incidents(trace, "s" + i, storms);
        }
        return trace;
    }

    /** A part of the machines loses its power: nearly half of all services are down, the others are well. */
    Trace halfTheFleet() {
        Trace trace = new Trace("nearly half of all down", 4 * HOUR);
        List<Span> outages = spans(1200, 4 * HOUR, 4000, 60, 600);
        for (int i = 0; i < FLEET; i++) {
            boolean hit = i < 9;
            trace.service("s" + i, at -> hit && in(outages, at) ? Answer.HANGS : Answer.FINE);
            if (hit) {
                incidents(trace, "s" + i, outages);
            }
        }
        return trace;
    }

    /** A cache fails; what needs it notices some seconds later, and takes half a minute longer to recover. */
    Trace cascade() {
        Trace trace = new Trace("a cascade", 6 * HOUR);
        for (int i = 0; i < 5; i++) {
            List<Span> outages = spans(500 + random.nextInt(900), 6 * HOUR, 3000, 60, 300);
            String cache = "cache-" + i;
            trace.service(cache, at -> in(outages, at) ? Answer.REFUSED : Answer.FINE);
            incidents(trace, cache, outages);
            for (String name : List.of("api-" + i, "worker-" + i, "web-" + i)) {
                double later = 4 + random.nextInt(12);
                double longer = 5 + random.nextInt(25);
                List<Span> own = outages.stream()
                        .map(span -> new Span(span.from() + later, span.to() + longer))
                        .toList();
                trace.service(name, at -> in(own, at) ? Answer.HANGS : Answer.FINE);
                trace.dependsOn.put(name, List.of(name.startsWith("web") ? "api-" + i : cache));
            }
        }
        return trace;
    }

    /** The monitor is away while services fail: some are still down when it is back, others are well again. */
    Trace asleepDuringOutages() {
        Trace trace = new Trace("asleep during outages", 5 * HOUR);
        trace.asleep.addAll(spans(1500, 5 * HOUR, 3600, 200, 500));
        for (int i = 0; i < FLEET; i++) {
            String name = "s" + i;
            List<Span> outages = new ArrayList<>();
            for (Span sleep : trace.asleep) {
                double from = sleep.from() + 5 + random.nextDouble() * 80;
                if (i % 7 == 0) {
                    Span lasting = new Span(from, sleep.to() + 60 + random.nextInt(300));
                    outages.add(lasting);
                    // It begins, for whoever can tell, when the monitor is back.
                    trace.incidents.add(new Incident(name, new Span(sleep.to(), lasting.to()), true));
                    trace.incidents.add(new Incident(name, lasting, false));
                } else if (i % 7 == 1) {
                    Span over = new Span(from + 40, sleep.to() - 20);
                    outages.add(over);
                    trace.incidents.add(new Incident(name, over, false));
                }
            }
            trace.service(name, at -> in(outages, at) ? Answer.REFUSED : Answer.FINE);
        }
        return trace;
    }

    /** Everything is slow at once for a minute and a half, every now and then. */
    Trace slowNetwork() {
        Trace trace = new Trace("a slow network", 6 * HOUR);
        List<Span> slow = spans(900, 6 * HOUR, 2400, 60, 100);
        for (int i = 0; i < FLEET; i++) {
            DoubleFunction<Answer> answer = at -> in(slow, at) && random.nextInt(5) > 0 ? Answer.SLOW : Answer.FINE;
            trace.service("s" + i, answer);
        }
        return trace;
    }
}
