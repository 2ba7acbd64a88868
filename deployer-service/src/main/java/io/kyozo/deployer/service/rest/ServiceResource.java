package io.kyozo.deployer.service.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.advice.app.AdviceStore;
import io.kyozo.deployer.logs.LogLevel;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.deployer.logs.app.RunningOutput;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.Filters;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Services, and what they print. */
@Path("/api/v1/services")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ServiceResource {
    private final Caller caller;
    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final AdviceStore advice;
    private final RunningOutput output;

    ServiceResource(
            Caller caller, ServiceStore services, ReplicaStore replicas, AdviceStore advice, RunningOutput output) {
        this.caller = caller;
        this.services = services;
        this.replicas = replicas;
        this.advice = advice;
        this.output = output;
    }

    /** The team's services, newest first; {@code filter[workspace]} chooses those of one workspace. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<ServiceView>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        UUID workspace = Filters.of(uri, "workspace").uuid("workspace").orElse(null);
        return services.page(
                        caller.teamId(), workspace, page.fetch(), page.cursor().orElse(null))
                .chain(found -> advice.of(found.stream().map(Service::id).toList())
                        .map(advised -> Pages.of(
                                uri,
                                page,
                                found,
                                service -> ServiceView.resource(service, List.of(), advised.get(service.id())))));
    }

    /** One service with its replicas. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<ServiceView>>> get(UUID id) {
        return own(id).chain(service -> Uni.combine()
                .all()
                .unis(replicas.ofService(id), advice.of(List.of(id)))
                .asTuple()
                .map(found -> Document.of(ServiceView.resource(
                        service, found.getItem1(), found.getItem2().get(id)))));
    }

    /** What its replicas printed: the last {@code tail} lines of each, and with {@code follow} all that come. */
    @GET
    @Path("{id}/logs")
    @RolesAllowed(Roles.VIEWER)
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<LogLineView> logs(
            UUID id,
            @QueryParam("tail") @DefaultValue("100") @Min(0) @Max(10_000) int tail,
            @QueryParam("follow") @DefaultValue("false") boolean follow) {
        return own(id).map(service -> query(service, tail))
                .onItem()
                .transformToMulti(query -> follow ? output.follow(query, tail) : output.read(query, tail))
                .map(LogLineView::of);
    }

    private static LogQuery query(Service service, int tail) {
        return new LogQuery(
                service.teamId(), service.workspaceId(), service.name(), null, LogLevel.DEBUG, "", null, null, tail);
    }

    private Uni<Service> own(UUID id) {
        return services.find(caller.teamId(), id)
                .map(found ->
                        found.orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such service.")));
    }
}
