package io.kyozo.deployer.service.app;

import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.Labels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The labels on what we make; they never change for an object of one name, so that it is adopted after a crash. */
@ApplicationScoped
public class ObjectLabels {
    private final String installation;

    ObjectLabels(@ConfigProperty(name = "kyozo.installation", defaultValue = "local") String installation) {
        this.installation = installation;
    }

    /** What tells our objects from all others. */
    public Map<String, String> ours() {
        return Map.of(Labels.MANAGED, installation);
    }

    /** Of a workspace's network. */
    public Map<String, String> ofWorkspace(UUID teamId, UUID workspaceId) {
        return Map.of(
                Labels.MANAGED, installation, Labels.TEAM, teamId.toString(), Labels.WORKSPACE, workspaceId.toString());
    }

    /** Of a service's volume or image. */
    public Map<String, String> ofService(UUID teamId, UUID workspaceId, String service) {
        Map<String, String> labels = new TreeMap<>(ofWorkspace(teamId, workspaceId));
        labels.put(Labels.SERVICE_NAME, service);
        return labels;
    }

    /** Of a container. */
    public Map<String, String> ofReplica(UUID teamId, Replica replica, @Nullable UUID revisionId) {
        Map<String, String> labels = new TreeMap<>(ofService(teamId, replica.workspaceId(), replica.service()));
        labels.put(Labels.SERVICE, replica.serviceId().toString());
        labels.put(Labels.DEPLOYMENT, replica.deploymentId().toString());
        labels.put(Labels.INSTANCE, replica.id().toString());
        if (revisionId != null) {
            labels.put(Labels.REVISION, revisionId.toString());
        }
        return labels;
    }
}
