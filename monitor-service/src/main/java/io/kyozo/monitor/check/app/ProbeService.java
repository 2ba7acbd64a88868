package io.kyozo.monitor.check.app;

import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeSchedule;
import io.kyozo.monitor.check.ProbeSettings;
import io.kyozo.monitor.check.Round;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.health.HealthPolicy;
import io.kyozo.monitor.health.Judged;
import io.kyozo.monitor.health.app.RecordObservation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Probes all replicas of a service once and has its health judged. */
@ApplicationScoped
public class ProbeService {
    private final TargetStore targets;
    private final SettingsStore settings;
    private final AskReplica replicas;
    private final TellProbeTimes times;
    private final RecordObservation record;
    private final CheckConfig config;
    private final Clock clock;

    ProbeService(
            TargetStore targets,
            SettingsStore settings,
            AskReplica replicas,
            TellProbeTimes times,
            RecordObservation record,
            CheckConfig config,
            Clock clock) {
        this.targets = targets;
        this.settings = settings;
        this.replicas = replicas;
        this.times = times;
        this.record = record;
        this.config = config;
        this.clock = clock;
    }

    /** When to probe again; empty where this generation of the service is no longer to be probed. */
    public Uni<Optional<Duration>> probe(UUID serviceId, long generation) {
        return targets.find(serviceId)
                .map(found -> found.filter(target -> target.generation() == generation && target.isProbed()))
                .chain(found -> found.map(target -> settings.find(serviceId).chain(own -> probe(target, own)))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /**
     * Probes once. Done when that is judged or {@code patience} is over; the round then goes on, and is judged when it is
     * done.
     */
    public Uni<Void> once(Target target, Duration patience) {
        if (!target.isProbed()) {
            return Uni.createFrom().voidItem();
        }
        // Kept, so that whoever stops waiting does not end it.
        Uni<Optional<Judged>> round = settings.find(target.serviceId())
                .chain(own -> round(target, own, own.probe(target.probe(), config.timeout())))
                .memoize()
                .indefinitely();
        return round.ifNoItem()
                .after(patience)
                .recoverWithItem(Optional.empty())
                .replaceWithVoid();
    }

    private Uni<Optional<Duration>> probe(Target target, ProbeSettings own) {
        Duration interval = Objects.requireNonNullElse(own.interval(), config.interval());
        ProbeSchedule schedule = new ProbeSchedule(config.startupInterval(), config.confirmInterval(), interval);
        return round(target, own, own.probe(target.probe(), config.timeout()))
                .map(judged -> judged.map(
                        now -> schedule.next(now.state(), now.alertPending(), clock.instant(), target.slot())));
    }

    private Uni<Optional<Judged>> round(Target target, ProbeSettings own, Probe probe) {
        HealthPolicy policy = record.usual().with(own.failureThreshold(), own.successThreshold(), own.startupGrace());
        var asked = target.instances().stream()
                .map(instance -> replicas.ask(instance, probe))
                .toList();
        return Uni.join()
                .all(asked)
                .andCollectFailures()
                .invoke(results -> times.round(target, probe, results))
                .map(results -> new Round(results).observe(config.slowAfter()))
                .chain(seen -> record.record(target.serviceId(), target.generation(), seen, policy));
    }
}
