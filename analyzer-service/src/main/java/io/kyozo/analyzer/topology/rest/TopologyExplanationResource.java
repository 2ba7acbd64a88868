package io.kyozo.analyzer.topology.rest;

import io.kyozo.analyzer.topology.app.ReadTopology;
import io.kyozo.analyzer.topology.explain.Detail;
import io.kyozo.analyzer.topology.explain.Explanation;
import io.kyozo.analyzer.topology.explain.Style;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** A topology as text for a person, as {@code kyozo analyze --explain} tells it. */
@Path("/api/v1/revisions/{id}/topology/explanation")
@Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
public class TopologyExplanationResource {
    private final ReadTopology topologies;
    private final Caller caller;

    TopologyExplanationResource(ReadTopology topologies, Caller caller) {
        this.topologies = topologies;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<String> find(@PathParam("id") UUID id) {
        return topologies
                .ofRevision(id, caller.teamId())
                .map(document -> String.join("\n", Explanation.of(document, Detail.FULL, Style.PLAIN)) + "\n");
    }
}
