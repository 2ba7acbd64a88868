package io.kyozo.metrics.capacity.rest;

import io.kyozo.metrics.capacity.Capacity;
import io.kyozo.metrics.capacity.CapacityPlan;
import io.kyozo.metrics.capacity.RightSize;
import io.kyozo.metrics.capacity.app.CapacityStore;
import io.kyozo.metrics.capacity.app.PlanCapacity;
import io.kyozo.metrics.series.app.SeriesConfig;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** What the team uses altogether. */
@Path("/api/v1/capacity")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RegisterForReflection(
        targets = {
            Capacity.class,
            CapacityPlan.class,
            CapacityPlan.Outlook.class,
            CapacityPlan.Anomaly.class,
            RightSize.class
        })
public class CapacityResource {
    /** A sample that is older than so many intervals no longer tells what is used. */
    private static final int FRESH_INTERVALS = 3;

    private final CapacityStore store;
    private final PlanCapacity plans;
    private final SeriesConfig config;
    private final Caller caller;

    CapacityResource(CapacityStore store, PlanCapacity plans, SeriesConfig config, Caller caller) {
        this.store = store;
        this.plans = plans;
        this.config = config;
        this.caller = caller;
    }

    /** Where a service's CPU, memory and disk are going, how much to give it, and what is unusual about it now. */
    @GET
    @Path("{serviceId}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<CapacityPlan>>> plan(UUID serviceId) {
        return plans.plan(caller.teamId(), serviceId)
                .map(plan -> Document.of(Resource.of("capacity-plans", serviceId, plan)));
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<Capacity>>> read() {
        return store.read(caller.teamId(), config.interval().multipliedBy(FRESH_INTERVALS))
                .map(now -> Document.of(Resource.of("capacities", caller.teamId(), now)));
    }
}
