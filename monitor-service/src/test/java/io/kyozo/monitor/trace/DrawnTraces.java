package io.kyozo.monitor.trace;

import io.kyozo.monitor.trace.Trace.Incident;
import io.kyozo.monitor.trace.Trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Traces in which chance decides when something happens; the same seed draws the same ones. */
abstract class DrawnTraces {
    static final double HOUR = 3600;
    static final int FLEET = 20;

    final Random random;

    DrawnTraces(long seed) {
        random = new Random(seed);
    }

    /** Begin after {@code first} seconds, about {@code every} so many, each between {@code shortest} and {@code longest}. */
    List<Span> spans(double first, double length, double every, double shortest, double longest) {
        List<Span> spans = new ArrayList<>();
        for (double at = first; at + longest + every / 2 < length; at += every) {
            double from = at + random.nextDouble() * (every - longest) / 2;
            spans.add(new Span(from, from + shortest + random.nextDouble() * (longest - shortest)));
        }
        return spans;
    }

    /** Each of {@code spans} must be told of. */
    static void incidents(Trace trace, String subject, List<Span> spans) {
        spans.forEach(span -> trace.incidents.add(new Incident(subject, span, true)));
    }

    static boolean in(List<Span> spans, double at) {
        return spans.stream().anyMatch(span -> span.holds(at));
    }
}
