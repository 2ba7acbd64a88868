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
    private final RecordObservation record;
    private final CheckConfig config;
    private final Clock clock;

    ProbeService(
            TargetStore targets,
            SettingsStore settings,
            AskReplica replicas,
            RecordObservation record,
            CheckConfig config,
            Clock clock) {
        this.targets = targets;
        this.settings = settings;
        this.replicas = replicas;
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

    /** Probes once, with no answer awaited for longer than {@code patience}. */
    public Uni<Void> within(Target target, Duration patience) {
        return target.isProbed()
                ? settings.find(target.serviceId())
                        .chain(own ->
                                round(target, own, own.probe(target.probe(), shorter(config.timeout(), patience))))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
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
                .map(results -> new Round(results).observe(config.slowAfter()))
                .chain(seen -> record.record(target.serviceId(), target.generation(), seen, policy));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
