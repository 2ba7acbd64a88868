package io.kyozo.monitor.check.app;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Priority;
import io.kyozo.monitor.check.Target;
import java.util.UUID;

/** The jobs of probing, by name. */
public final class ProbeJobs {
    /** Probes one service, again and again as long as its generation lasts. */
    public static final String PROBE_SERVICE = "check.probe-service";

    /** Probes one service once, beside its regular rounds. */
    public static final String PROBE_NOW = "check.probe-now";

    /** Sees to it that every service is being probed. */
    public static final String KEEP_PROBING = "check.keep-probing";

    private ProbeJobs() {}

    /** The first round comes at once; there is one job per generation, however often it is asked for. */
    public static JobRequest probe(Target target) {
        return JobRequest.of(PROBE_SERVICE, new Args(target.serviceId(), target.generation()))
                .unique(target.serviceId() + "/" + target.generation())
                .priority(Priority.HIGH)
                .team(target.teamId())
                .correlation(target.correlationId());
    }

    /** One round at once; asked for by many at the same time it is one all the same. */
    public static JobRequest now(UUID serviceId, long generation, UUID teamId, String correlationId) {
        return JobRequest.of(PROBE_NOW, new Args(serviceId, generation))
                .unique(serviceId.toString())
                .priority(Priority.CRITICAL)
                .team(teamId)
                .correlation(correlationId);
    }

    /**
     * What a probing job is about.
     *
     * @param serviceId the service
     * @param generation of the service's replicas and probe
     */
    public record Args(UUID serviceId, long generation) {}
}
