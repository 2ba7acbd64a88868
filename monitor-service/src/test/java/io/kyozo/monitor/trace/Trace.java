package io.kyozo.monitor.trace;

import io.kyozo.monitor.health.Observation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** What really happened to some services over time, in seconds, and what a person would want to be told of it. */
final class Trace {
    /** A probe that hangs is given up after this many seconds; one that is answered takes no time. */
    static final double TIMEOUT = 1;

    /** What a probe at a moment sees, and how long it takes. */
    record Answer(Kind kind, double seconds) {
        static final Answer FINE = new Answer(Kind.PASSED, 0.02);
        static final Answer SLOW = new Answer(Kind.SLOW, 0.7);
        static final Answer REFUSED = new Answer(Kind.FAILED, 0.001);
        static final Answer HANGS = new Answer(Kind.FAILED, TIMEOUT);
        static final Answer GONE = new Answer(Kind.VANISHED, 0.001);
    }

    /** A stretch of time. */
    record Span(double from, double to) {
        boolean holds(double at) {
            return at >= from && at < to;
        }
    }

    /**
     * What a person would want to be told of, once.
     *
     * @param subject the service at the cause, or the engine
     * @param required whether it must be told; else it only may be
     */
    record Incident(String subject, Span span, boolean required) {}

    final String name;
    final double length;
    final Map<String, DoubleFunction<Answer>> services = new LinkedHashMap<>();
    final Map<String, List<String>> dependsOn = new LinkedHashMap<>();
    final List<Incident> incidents = new ArrayList<>();
    /** When services get other replicas. */
    final Map<String, List<Double>> fresh = new HashMap<>();
    /** While the monitor itself does not run. */
    final List<Span> asleep = new ArrayList<>();
    /** By how much the monitor's clock is off, in seconds. */
    DoubleFunction<Double> clock = at -> 0.0;

    Trace(String name, double length) {
        this.name = name;
        this.length = length;
    }

    Trace service(String service, DoubleFunction<Answer> truth) {
        services.put(service, truth);
        dependsOn.putIfAbsent(service, List.of());
        return this;
    }

    /** The service gets other replicas. */
    void fresh(String service, double at) {
        fresh.computeIfAbsent(service, any -> new ArrayList<>()).add(at);
    }

    /** Must be told of. */
    Trace incident(String subject, double from, double to) {
        incidents.add(new Incident(subject, new Span(from, to), true));
        return this;
    }
}
