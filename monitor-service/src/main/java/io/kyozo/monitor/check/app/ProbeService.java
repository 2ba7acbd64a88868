package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.ProbeSchedule;
import io.kyozo.monitor.check.Round;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.app.RecordObservation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Probes all replicas of a service once and has its health judged. */
@ApplicationScoped
public class ProbeService {
    private final TargetStore targets;
    private final Prober prober;
    private final Containers containers;
    private final RecordObservation record;
    private final CheckConfig config;
    private final ProbeSchedule schedule;

    ProbeService(
            TargetStore targets, Prober prober, Containers containers, RecordObservation record, CheckConfig config) {
        this.targets = targets;
        this.prober = prober;
        this.containers = containers;
        this.record = record;
        this.config = config;
        this.schedule = new ProbeSchedule(
                config.startupInterval(), config.confirmInterval(), config.interval(), config.jitter());
    }

    /** When to probe again; empty where this generation of the service is no longer to be probed. */
    public Uni<Optional<Duration>> probe(UUID serviceId, long generation) {
        return targets.find(serviceId)
                .map(found -> found.filter(target -> target.generation() == generation && target.isProbed()))
                .chain(found ->
                        found.map(this::probe).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Duration>> probe(Target target) {
        var probes = target.instances().stream()
                .map(instance -> probe(instance, target.probe()))
                .toList();
        return Uni.join()
                .all(probes)
                .andCollectFailures()
                .map(results -> new Round(results).observe(config.slowAfter()))
                .chain(observation -> record.record(target.serviceId(), target.generation(), observation))
                .map(state -> state.map(this::pause));
    }

    private Duration pause(HealthState state) {
        return schedule.next(state, ThreadLocalRandom.current().nextDouble());
    }

    private Uni<ProbeResult> probe(Instance instance, @Nullable HealthProbe probe) {
        Integer port = instance.port();
        if (probe == null || port == null) {
            return containers.look(instance);
        }
        return prober.ask(instance, port, probe, config.timeout())
                .chain(result -> result instanceof ProbeResult.Passed
                        ? Uni.createFrom().item(result)
                        : explained(instance, result));
    }

    /** Why there was no answer: the container may have ended, or be gone. Where it runs, the probe's word stands. */
    private Uni<ProbeResult> explained(Instance instance, ProbeResult result) {
        return containers
                .look(instance)
                .map(looked -> looked instanceof ProbeResult.Vanished || looked instanceof ProbeResult.Failed
                        ? looked
                        : result);
    }
}
