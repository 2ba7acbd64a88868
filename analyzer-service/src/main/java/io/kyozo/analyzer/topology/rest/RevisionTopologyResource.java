package io.kyozo.analyzer.topology.rest;

import io.kyozo.analyzer.topology.app.ReadTopology;
import io.kyozo.analyzer.topology.generate.GeneratedFiles;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The whole document of one revision, and the files that can be written for it. */
@Path("/api/v1/revisions/{id}/topology")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class RevisionTopologyResource {
    private final ReadTopology topologies;
    private final Caller caller;

    RevisionTopologyResource(ReadTopology topologies, Caller caller) {
        this.topologies = topologies;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<TopologyDocument>>> find(@PathParam("id") UUID id) {
        return topologies
                .ofRevision(id, caller.teamId())
                .map(document ->
                        Document.of(Resource.of("topologies", id, document).related("revision", "revisions", id)));
    }

    /** Dockerfiles, a compose file and Kubernetes manifests for what was found; see {@link GeneratedFiles}. */
    @GET
    @Path("files")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<TopologyFiles>>> files(@PathParam("id") UUID id) {
        return topologies
                .ofRevision(id, caller.teamId())
                .map(GeneratedFiles::of)
                .map(files -> Document.of(Resource.of("topology-files", id, TopologyFiles.of(files))
                        .related("revision", "revisions", id)));
    }
}
