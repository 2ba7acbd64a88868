package io.kyozo.monitor.trace;

import io.kyozo.monitor.trace.Trace.Answer;
import io.kyozo.monitor.trace.Trace.Incident;
import io.kyozo.monitor.trace.Trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The labelled traces: what runs well, what fails, and what only seems to. */
final class Traces {
    static final double HOUR = 3600;
    private static final int FLEET = 20;

    private final Random random;

    Traces(long seed) {
        random = new Random(seed);
    }

    List<Trace> all() {
        return List.of(
                steady(),
                blips(),
                outages(),
                flapping(),
                slowLeak(),
                vanished(),
                databaseDown(),
                monitorOff(),
                monitorCutOff(),
                clockJumps());
    }

    /** One probe in two hundred is lost on the way. */
    Trace steady() {
        Trace trace = new Trace("steady, lost packets", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            trace.service("s" + i, at -> random.nextInt(200) == 0 ? Answer.HANGS : Answer.FINE);
        }
        return trace;
    }

    /** A pause of some seconds now and then: garbage collection, a restart, a busy disk. */
    Trace blips() {
        Trace trace = new Trace("brief blips", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            List<Span> blips = spans(60 + random.nextInt(300), 6 * HOUR, 240, 1, 4.5);
            Answer answer = i % 2 == 0 ? Answer.REFUSED : Answer.HANGS;
            trace.service("s" + i, at -> in(blips, at) ? answer : Answer.FINE);
        }
        return trace;
    }

    /** Real outages, from just over two intervals to minutes. */
    Trace outages() {
        Trace trace = new Trace("outages", 6 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            List<Span> outages = spans(100 + random.nextInt(900), 6 * HOUR, 1500, 20.5, i % 3 == 0 ? 25 : 400);
            Answer answer = i % 2 == 0 ? Answer.REFUSED : Answer.HANGS;
            trace.service("s" + i, at -> in(outages, at) ? answer : Answer.FINE);
            String name = "s" + i;
            outages.forEach(span -> trace.incidents.add(new Incident(name, span, true)));
        }
        return trace;
    }

    /** A crash loop: up for half a minute, down for a quarter, for half an hour; one incident. */
    Trace flapping() {
        Trace trace = new Trace("flapping", 3 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            double from = 600 + random.nextInt(3600);
            Span storm = new Span(from, from + 1800);
            trace.service("s" + i, at -> storm.holds(at) && (at - from) % 45 < 15 ? Answer.REFUSED : Answer.FINE);
            // A quarter of a minute is less than two intervals, so each one may go unseen, yet not all of them.
            trace.incident("s" + i, storm.from(), storm.to());
        }
        return trace;
    }

    /** Answers get slower over two hours, with single slow ones all along, until they do not come at all. */
    Trace slowLeak() {
        Trace trace = new Trace("slow leak", 3 * HOUR);
        for (int i = 0; i < FLEET; i++) {
            double dead = 2 * HOUR + random.nextInt(1800);
            trace.service("s" + i, at -> {
                double base = 0.05 * Math.exp(at / dead * Math.log(TIMEOUT_OVER_START));
                double seconds = base * (random.nextInt(25) == 0 ? 8 : 0.9 + 0.2 * random.nextDouble());
                return seconds >= Trace.TIMEOUT ? Answer.HANGS : seconds > 0.5 ? Answer.SLOW : Answer.FINE;
            });
            // Slow as a rule from where an answer may take half a second.
            double slow = dead * Math.log(10 / 1.1) / Math.log(TIMEOUT_OVER_START);
            trace.incident("s" + i, slow, 3 * HOUR);
        }
        return trace;
    }

    private static final double TIMEOUT_OVER_START = 20;

    Trace vanished() {
        Trace trace = new Trace("vanished containers", HOUR);
        for (int i = 0; i < FLEET; i++) {
            double from = 600 + random.nextInt(1200);
            boolean dies = i % 4 == 0;
            trace.service("s" + i, at -> dies && at >= from ? Answer.GONE : Answer.FINE);
            if (dies) {
                trace.incident("s" + i, from, HOUR);
            }
        }
        return trace;
    }

    /** A database fails, and all that need it with it. */
    Trace databaseDown() {
        Trace trace = new Trace("a dependency down", 4 * HOUR);
        for (int i = 0; i < 4; i++) {
            List<Span> outages = spans(500 + random.nextInt(900), 4 * HOUR, 1800, 60, 300);
            String n = "-" + i;
            trace.service("postgres" + n, at -> in(outages, at) ? Answer.REFUSED : Answer.FINE);
            trace.service("api" + n, at -> in(outages, at) ? Answer.REFUSED : Answer.FINE);
            trace.service("web" + n, at -> in(outages, at) ? Answer.HANGS : Answer.FINE);
            trace.service("cdn" + n, at -> Answer.FINE);
            trace.dependsOn.put("api" + n, List.of("postgres" + n));
            trace.dependsOn.put("web" + n, List.of("api" + n));
            outages.forEach(span -> trace.incidents.add(new Incident("postgres" + n, span, true)));
        }
        return trace;
    }

    /** The monitor is stopped now and then; one service fails while it sleeps and is still down when it wakes. */
    Trace monitorOff() {
        Trace trace = new Trace("the monitor is off", 3 * HOUR);
        trace.asleep.addAll(spans(900, 3 * HOUR, 1800, 120, 900));
        for (int i = 0; i < FLEET; i++) {
            trace.service("s" + i, at -> random.nextInt(200) == 0 ? Answer.HANGS : Answer.FINE);
        }
        Span night = trace.asleep.get(0);
        Span outage = new Span(night.to() - 30, night.to() + 120);
        trace.service("s0", at -> outage.holds(at) ? Answer.REFUSED : Answer.FINE);
        return trace.incident("s0", night.to(), outage.to());
    }

    /** All is well, and the monitor can't reach any of it. */
    Trace monitorCutOff() {
        Trace trace = new Trace("the monitor is cut off", 3 * HOUR);
        List<Span> cuts = spans(900, 3 * HOUR, 1200, 30, 300);
        for (int i = 0; i < FLEET; i++) {
            trace.service("s" + i, at -> in(cuts, at) ? Answer.HANGS : Answer.FINE);
        }
        cuts.forEach(span -> trace.incidents.add(new Incident("engine", span, false)));
        return trace;
    }

    /** The clock leaps an hour ahead, and back again; services blip and fail meanwhile. */
    Trace clockJumps() {
        Trace trace = new Trace("clock jumps", 4 * HOUR);
        trace.clock = at -> at > HOUR && at < 2 * HOUR ? HOUR : at > 3 * HOUR ? -HOUR : 0;
        for (int i = 0; i < FLEET; i++) {
            List<Span> blips = spans(60, 4 * HOUR, 200, 1, 4);
            List<Span> outages = i % 5 == 0 ? spans(HOUR - 60, 4 * HOUR, HOUR - 120, 90, 200) : List.of();
            trace.service("s" + i, at -> in(blips, at) || in(outages, at) ? Answer.REFUSED : Answer.FINE);
            String name = "s" + i;
            outages.forEach(span -> trace.incidents.add(new Incident(name, span, true)));
        }
        return trace;
    }

    /** Stretches of {@code shortest} to {@code longest} seconds, one in each {@code every} seconds. */
    private List<Span> spans(double first, double length, double every, double shortest, double longest) {
        List<Span> spans = new ArrayList<>();
        for (double at = first; at + longest + every / 3 < length; at += every) {
            double from = at + random.nextDouble() * Math.max(1, every - longest) / 3;
            spans.add(new Span(from, from + shortest + random.nextDouble() * (longest - shortest)));
        }
        return spans;
    }

    private static boolean in(List<Span> spans, double at) {
        return spans.stream().anyMatch(span -> span.holds(at));
    }
}
