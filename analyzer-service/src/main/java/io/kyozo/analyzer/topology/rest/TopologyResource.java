package io.kyozo.analyzer.topology.rest;

import io.kyozo.analyzer.topology.app.ReadTopology;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.Filters;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/** What the analysis found, for the caller's team. */
@Path("/api/v1/topologies")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class TopologyResource {
    private final ReadTopology topologies;
    private final Caller caller;

    TopologyResource(ReadTopology topologies, Caller caller) {
        this.topologies = topologies;
        this.caller = caller;
    }

    /** Analysed revisions, newest first; {@code filter[workspace]} for those of one workspace. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<TopologySummary>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        Filters filters = Filters.of(uri, "workspace");
        return topologies
                .list(caller.teamId(), filters.uuid("workspace"), page.cursor(), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, TopologySummary::resource));
    }

    /** What the analysis of one revision came to. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<TopologySummary>>> find(@PathParam("id") UUID id) {
        return topologies.summary(id, caller.teamId()).map(row -> Document.of(TopologySummary.resource(row)));
    }
}
