package io.kyozo.monitor.check.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.check.app.ProbeService;
import io.kyozo.monitor.check.app.TargetStore;
import io.kyozo.monitor.health.app.HealthFilter;
import io.kyozo.monitor.health.app.HealthStore;
import io.kyozo.monitor.health.rest.HealthCheckView;
import io.kyozo.sql.Transactions;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.Filters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Checks that people ask for. */
@Path("/api/v1/health-checks")
@Produces(Document.MEDIA_TYPE)
@Tag(name = "Health")
public class CheckNowResource {
    /** Nobody waits for an answer longer than this; the round goes into the judgement all the same when it is done. */
    private static final Duration PATIENCE = Duration.ofMillis(4500);

    private final Transactions transactions;
    private final TargetStore targets;
    private final ProbeService probe;
    private final HealthStore health;
    private final Caller caller;

    CheckNowResource(
            Transactions transactions, TargetStore targets, ProbeService probe, HealthStore health, Caller caller) {
        this.transactions = transactions;
        this.targets = targets;
        this.probe = probe;
        this.health = health;
        this.caller = caller;
    }

    @POST
    @Path("/{serviceId}/check")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Probes a service at once; its health after that, within 5 seconds")
    public Uni<Document<Resource<HealthCheckView>>> check(UUID serviceId) {
        UUID team = caller.teamId();
        return targets.find(serviceId)
                .map(found ->
                        found.filter(target -> target.teamId().equals(team)).orElseThrow(CheckNowResource::notFound))
                .call(this::probe)
                .chain(() -> health.find(team, serviceId))
                .map(found ->
                        found.map(HealthCheckView::resource).map(Document::of).orElseThrow(CheckNowResource::notFound));
    }

    @POST
    @Path("/check")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Probes all services of filter[workspace] at once; their health after that, within 5 seconds")
    public Uni<Document<List<Resource<HealthCheckView>>>> checkAll(@Context UriInfo uri) {
        UUID team = caller.teamId();
        UUID workspace = Filters.of(uri, "workspace").uuid("workspace").orElseThrow(CheckNowResource::noWorkspace);
        return transactions
                .inTransaction(tx -> targets.ofWorkspace(tx, workspace))
                .map(all -> all.stream()
                        .filter(target -> target.teamId().equals(team))
                        .toList())
                .call(this::probeAll)
                .chain(own -> health.list(
                        team, new HealthFilter(Optional.of(workspace), Optional.empty()), Optional.empty(), own.size()))
                .map(found -> Document.of(
                        found.stream().map(HealthCheckView::resource).toList()));
    }

    private Uni<Void> probeAll(List<Target> own) {
        if (own.isEmpty()) {
            throw notFound();
        }
        return Uni.join()
                .all(own.stream().map(target -> probe.once(target, PATIENCE)).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private Uni<?> probe(Target target) {
        return probe.once(target, PATIENCE);
    }

    private static KyozoException noWorkspace() {
        return new KyozoException(ErrorCode.INVALID_REQUEST, "Say which workspace: ?filter[workspace]=<id>.");
    }

    private static KyozoException notFound() {
        return new KyozoException(ErrorCode.NOT_FOUND, "There is no service with this id that is being watched.");
    }
}
