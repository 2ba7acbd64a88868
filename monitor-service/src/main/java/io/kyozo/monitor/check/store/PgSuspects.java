package io.kyozo.monitor.check.store;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.monitor.alert.app.Suspects;
import io.kyozo.monitor.check.app.ProbeJobs;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Finds what a service depends on, however far, and has it probed. */
@ApplicationScoped
class PgSuspects implements Suspects {
    private static final String DEPENDENCIES = """
            with recursive needed as (
                select t.service_id, t.workspace_id, t.generation, t.team_id, t.depends_on from probe_target t join probe_target s on s.workspace_id = t.workspace_id
                 where s.service_id = $1 and t.service_name = any (s.depends_on)
                union
                select t.service_id, t.workspace_id, t.generation, t.team_id, t.depends_on from probe_target t join needed n on n.workspace_id = t.workspace_id
                 where t.service_name = any (n.depends_on))
            select service_id, generation, team_id from needed where service_id <> $1
            """;

    private final Jobs jobs;

    PgSuspects(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Uni<Void> lookAt(Tx tx, UUID serviceId, String correlationId) {
        return tx.query(DEPENDENCIES, serviceId)
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> jobs.enqueue(tx, now(row, correlationId)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static JobRequest now(Row row, String correlationId) {
        return ProbeJobs.now(
                row.getUUID("service_id"), row.getLong("generation"), row.getUUID("team_id"), correlationId);
    }
}
