package io.kyozo.monitor.trace;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.AlertMachine;
import io.kyozo.monitor.alert.AlertRule;
import io.kyozo.monitor.alert.AlertWatch;
import io.kyozo.monitor.alert.Signal;
import io.kyozo.monitor.alert.Surroundings;
import io.kyozo.monitor.check.ProbeSchedule;
import io.kyozo.monitor.health.HealthMachine;
import io.kyozo.monitor.health.HealthPolicy;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.health.Vigil;
import io.kyozo.monitor.trace.Trace.Answer;
import io.kyozo.monitor.trace.Trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The monitor's judgement on a trace, under a simulated clock: the same pure parts that the service is made of. */
final class Simulation {
    /** The suite's settings: the kubelet's interval, time-out and thresholds. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final ProbeSchedule SCHEDULE =
            new ProbeSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), INTERVAL);
    private static final HealthPolicy POLICY =
            new HealthPolicy(3, 2, 2, Duration.ofSeconds(60), 4, Duration.ofMinutes(10), 10);
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final AlertRule DOWN =
            new AlertRule(Duration.ofSeconds(3), Duration.ofMinutes(2), RECOVERY, INTERVAL.multipliedBy(2));
    private static final AlertRule DEGRADED =
            new AlertRule(Duration.ofSeconds(60), Duration.ofMinutes(2), RECOVERY, INTERVAL.multipliedBy(2));
    private static final Duration ENGINE_WINDOW = Duration.ofSeconds(5);
    private static final Duration TOGETHER = INTERVAL.multipliedBy(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Trace trace;
    private final Map<String, Watched> watched = new LinkedHashMap<>();
    private final List<Raised> alerts = new ArrayList<>();
    private final Map<String, List<Double>> seenDown = new HashMap<>();
    private final Map<AlertKind, AlertWatch> engineWatches = new HashMap<>();
    private Vigil vigil = new Vigil(START, START);

    /** An alert that was raised, and when that really was. */
    record Raised(String subject, AlertKind kind, double at) {}

    private static final class Watched {
        HealthState state = HealthState.unknown(START);
        final Map<AlertKind, AlertWatch> watches = new HashMap<>();
        double due;
        Instant learntAt = START;
        double probedAt = -1;
        long slot;
    }

    Simulation(Trace trace) {
        this.trace = trace;
        long slot = 0;
        for (String name : trace.services.keySet()) {
            Watched service = new Watched();
            service.slot = ++slot;
            watched.put(name, service);
        }
    }

    List<Raised> alerts() {
        return alerts;
    }

    /** When a service was first judged to be down at or after {@code from}. */
    double seenDown(String service, double from) {
        return seenDown.getOrDefault(service, List.of()).stream()
                .filter(at -> at >= from)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    Simulation run() {
        double regular = 0;
        while (true) {
            var next = watched.entrySet().stream()
                    .min((a, b) -> Double.compare(a.getValue().due, b.getValue().due))
                    .orElseThrow();
            double at = next.getValue().due;
            if (at >= trace.length) {
                return this;
            }
            for (; regular <= at; regular += 5) {
                if (isAwake(regular)) {
                    regularWork(regular);
                }
            }
            var sleep = trace.asleep.stream().filter(span -> span.holds(at)).findFirst();
            if (sleep.isPresent()) {
                next.getValue().due = sleep.get().to();
            } else {
                probe(next.getKey(), next.getValue(), at);
            }
        }
    }

    private boolean isAwake(double at) {
        return trace.asleep.stream().noneMatch(span -> span.holds(at));
    }

    private void probe(String name, Watched service, double at) {
        Answer answer = trace.services.get(name).apply(at);
        double done = at + answer.seconds();
        Instant now = wall(done);
        double probedBefore = service.probedAt;
        for (double fresh : trace.fresh.getOrDefault(name, List.of())) {
            if (fresh > probedBefore && fresh <= at) {
                service.state = service.state.withFreshReplicas(wall(fresh));
            }
        }
        HealthStatus before = service.state.status();
        service.state = HealthMachine.next(service.state, new Observation(answer.kind(), "", null), now, POLICY);
        service.learntAt = now;
        service.probedAt = done;
        noteDown(name, before, service.state.status(), done);
        boolean pending = review(name, service, now, done);
        service.due = done + seconds(SCHEDULE.next(service.state, pending, now, service.slot));
    }

    private boolean review(String name, Watched service, Instant now, double at) {
        boolean improving = service.state.direction() < 0;
        AlertWatch down =
                step(name, service, AlertKind.DOWN, Signal.down(service.state.status(), improving), DOWN, now, at);
        AlertWatch slow = step(
                name,
                service,
                AlertKind.DEGRADED,
                Signal.degraded(service.state.status(), improving, down.isOpen()),
                DEGRADED,
                now,
                at);
        assert slow != null;
        return down.phase() == AlertWatch.Phase.PENDING;
    }

    private AlertWatch step(
            String name, Watched service, AlertKind kind, Signal signal, AlertRule rule, Instant now, double at) {
        AlertWatch before = service.watches.getOrDefault(kind, AlertWatch.quiet(now));
        boolean caused =
                signal == Signal.BAD && surroundings(kind, at).causeOf(name).isPresent();
        AlertWatch next = AlertMachine.next(before, signal, caused, now, rule);
        service.watches.put(kind, next);
        if (next.isOpen() && !before.isOpen()) {
            alerts.add(new Raised(name, kind, at));
        }
        if (next.phase() == AlertWatch.Phase.PENDING && before.phase() == AlertWatch.Phase.QUIET) {
            askDependencies(name, at);
        }
        return next;
    }

    /** What a failing service needs is looked at without delay, as the service does. */
    private void askDependencies(String name, double at) {
        for (String dependency : trace.dependsOn.get(name)) {
            Watched other = watched.get(dependency);
            other.due = Math.min(other.due, at);
            askDependencies(dependency, at);
        }
    }

    private Surroundings surroundings(AlertKind of, double at) {
        Map<String, Surroundings.Neighbour> neighbours = new HashMap<>();
        watched.forEach((name, service) ->
                neighbours.put(name, new Surroundings.Neighbour(trace.dependsOn.get(name), isSuspect(service, of))));
        return new Surroundings(neighbours, isEngineToBlame(of, at) ? Optional.of("docker") : Optional.empty());
    }

    private boolean isEngineToBlame(AlertKind of, double at) {
        AlertWatch.Phase slow = engineWatch(AlertKind.ENGINE_DEGRADED).phase();
        return of == AlertKind.DEGRADED
                ? slow == AlertWatch.Phase.PENDING || slow == AlertWatch.Phase.FIRING
                : engine(of, at).isAtFault();
    }

    private AlertWatch engineWatch(AlertKind kind) {
        return engineWatches.getOrDefault(kind, AlertWatch.quiet(START));
    }

    private static boolean isSuspect(Watched service, AlertKind of) {
        return of == AlertKind.DEGRADED ? service.state.isIll() : service.state.isSuspect();
    }

    private Surroundings.Engine engine(AlertKind of, double at) {
        List<Watched> recent = watched.values().stream()
                .filter(service -> service.probedAt >= at - seconds(ENGINE_WINDOW))
                .toList();
        int suspect = (int) recent.stream().filter(s -> isSuspect(s, of)).count();
        Instant lately = wall(at).minus(TOGETHER);
        int sudden = (int) recent.stream()
                .filter(s -> isSuspect(s, of))
                .filter(s -> s.state.status() == HealthStatus.HEALTHY
                        || s.state.since().isAfter(lately))
                .count();
        return new Surroundings.Engine("docker", recent.size(), suspect, sudden);
    }

    private void regularWork(double at) {
        Instant now = wall(at);
        boolean fails = engine(AlertKind.DOWN, at).isAtFault();
        reviewEngine(AlertKind.ENGINE, fails ? Signal.BAD : Signal.GOOD, DOWN, now, at);
        AlertWatch.Phase phase = engineWatch(AlertKind.ENGINE_DEGRADED).phase();
        Signal slow = Signal.degraded(engine(AlertKind.DEGRADED, at), fails, phase);
        reviewEngine(AlertKind.ENGINE_DEGRADED, slow, DEGRADED, now, at);
        vigil = vigil.tick(now, Duration.ofSeconds(30));
        watched.forEach((name, service) -> {
            if (vigil.misses(service.learntAt, PATIENCE)) {
                HealthStatus was = service.state.status();
                service.state = HealthMachine.noData(service.state, now, POLICY);
                noteDown(name, was, service.state.status(), at);
                boolean ignored = review(name, service, now, at);
            }
        });
    }

    private void reviewEngine(AlertKind kind, Signal signal, AlertRule rule, Instant now, double at) {
        AlertWatch before = engineWatch(kind);
        AlertWatch next = AlertMachine.next(before, signal, false, now, rule);
        engineWatches.put(kind, next);
        if (next.isOpen() && !before.isOpen()) {
            alerts.add(new Raised("engine", kind, at));
        }
    }

    private void noteDown(String name, HealthStatus before, HealthStatus now, double at) {
        boolean down = now == HealthStatus.UNHEALTHY || now == HealthStatus.GONE;
        if (down && before != now) {
            seenDown.computeIfAbsent(name, any -> new ArrayList<>()).add(at);
        }
    }

    private Instant wall(double at) {
        return START.plusMillis(Math.round((at + trace.clock.apply(at)) * 1000));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** The naive rule on the same trace: one bad probe raises an alert, one good one ends it. */
    static List<Raised> naive(Trace trace) {
        List<Raised> alerts = new ArrayList<>();
        int slot = 0;
        for (var service : trace.services.entrySet()) {
            boolean open = false;
            double phase = seconds(INTERVAL) * (++slot * 0.618 % 1);
            for (double at = phase; at < trace.length; at += seconds(INTERVAL)) {
                if (isAsleep(trace.asleep, at)) {
                    continue;
                }
                boolean bad = service.getValue().apply(at).kind() != Observation.Kind.PASSED;
                if (bad && !open) {
                    alerts.add(new Raised(service.getKey(), AlertKind.DOWN, at));
                }
                open = bad;
            }
        }
        return alerts;
    }

    private static boolean isAsleep(List<Span> asleep, double at) {
        return asleep.stream().anyMatch(span -> span.holds(at));
    }
}
