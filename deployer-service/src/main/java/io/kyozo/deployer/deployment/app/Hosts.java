package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.build.ContentHash;
import io.kyozo.deployer.route.app.RouteConfig;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The names under which services are reached. Workspaces of several teams may bear one name: the first to be deployed has
 * it in its addresses, the others the name with a suffix; whatever a workspace got is its own for ever.
 */
@ApplicationScoped
class Hosts {
    private static final int SUFFIX = 6;

    private final WorkspaceStore workspaces;
    private final RouteConfig config;

    Hosts(WorkspaceStore workspaces, RouteConfig config) {
        this.workspaces = workspaces;
        this.config = config;
    }

    /** What stands for the workspace in its services' addresses, claimed when {@code tx} commits. */
    Uni<String> claim(Tx tx, UUID workspaceId, String name) {
        return workspaces.claimLabel(tx, workspaceId, name, suffixed(workspaceId, name));
    }

    /** What {@link #claim} would answer now. */
    Uni<String> expected(UUID workspaceId, String name) {
        return workspaces.expectedLabel(workspaceId, name, suffixed(workspaceId, name));
    }

    /** Under which the route finds a service of the workspace with this label. */
    String host(String service, String label) {
        return ObjectNames.host(label, service, config.publicUrl().getHost());
    }

    private static String suffixed(UUID workspaceId, String name) {
        return name + "-" + new ContentHash().add(workspaceId.toString()).hex(SUFFIX);
    }
}
