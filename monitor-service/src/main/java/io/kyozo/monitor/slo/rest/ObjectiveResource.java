package io.kyozo.monitor.slo.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.slo.app.ReviewBudgets;
import io.kyozo.monitor.slo.app.ServedStore;
import io.kyozo.monitor.slo.app.ServedStore.Recent;
import io.kyozo.monitor.slo.app.SetObjective;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much of the time the caller's services shall serve, and how much of it they did. */
@Path("/api/v1/service-objectives")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "Health")
public class ObjectiveResource {
    private final ServedStore store;
    private final ReviewBudgets budgets;
    private final SetObjective set;
    private final Caller caller;
    private final Clock clock;

    ObjectiveResource(ServedStore store, ReviewBudgets budgets, SetObjective set, Caller caller, Clock clock) {
        this.store = store;
        this.budgets = budgets;
        this.set = set;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/{serviceId}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "A service's objective, what is left of its error budget, and its availability by the day")
    public Uni<Document<Resource<ObjectiveAttributes>>> get(UUID serviceId) {
        return find(serviceId).chain(this::document);
    }

    @PUT
    @Path("/{serviceId}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Sets a service's target; without one the usual holds")
    public Uni<Document<Resource<ObjectiveAttributes>>> change(
            UUID serviceId, @Valid @NotNull Submission<ObjectiveAttributes> submission) {
        Double target = submission.attributes(ObjectiveAttributes.TYPE).checkedTarget();
        return find(serviceId).chain(service -> set.set(serviceId, target)).chain(() -> get(serviceId));
    }

    private Uni<Recent> find(UUID serviceId) {
        return store.recent(caller.teamId(), serviceId, clock.instant())
                .map(found -> found.orElseThrow(() -> new KyozoException(
                        ErrorCode.NOT_FOUND, "There is no service with this id that is being watched.")));
    }

    private Uni<Document<Resource<ObjectiveAttributes>>> document(Recent service) {
        var objective = budgets.objective(service);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return store.days(
                        service.serviceId(), today.minusDays(objective.period().toDays() - 1))
                .map(days -> Document.of(Resource.of(
                                ObjectiveAttributes.TYPE,
                                service.serviceId(),
                                ObjectiveAttributes.of(objective, service, days))
                        .related("service", "services", service.serviceId())));
    }
}
