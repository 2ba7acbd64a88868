package io.kyozo.deployer.deployment.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Which networks, volumes and images were made: recorded before they are. */
public interface ObjectStore {
    /** What kind of object. */
    enum Kind {
        NETWORK,
        VOLUME,
        IMAGE
    }

    /**
     * An object on the runtime.
     *
     * @param kind of object
     * @param name on the runtime
     * @param workspaceId whose it is
     * @param deploymentId that made it first
     */
    record RuntimeObject(Kind kind, String name, UUID workspaceId, UUID deploymentId) {}

    /** Records it, or takes note that it is used again. */
    Uni<Void> record(Tx tx, RuntimeObject object);

    Uni<List<RuntimeObject>> ofWorkspace(UUID workspaceId);

    Uni<List<RuntimeObject>> all();

    /** It is gone. */
    Uni<Void> forget(Kind kind, String name);

    /** Images that no service, no acting deployment and none of a workspace's last {@code keep} releases needs. */
    Uni<List<RuntimeObject>> staleImages(int keep);

    /**
     * Does {@code removal} and forgets the image, if {@link #staleImages} would still name it; whoever records it
     * meanwhile waits for that. False, and nothing is done, where it is needed by now.
     */
    Uni<Boolean> removeStaleImage(String image, int keep, Supplier<Uni<Void>> removal);

    /**
     * Does {@code removal} of an object that is in no account; whoever records it meanwhile waits for that. False, and
     * nothing is done, where it is accounted for by now.
     */
    Uni<Boolean> removeUnaccounted(Kind kind, String name, Supplier<Uni<Void>> removal);

    /**
     * What a deployment made and nobody else needs: images that are of no service and no replica, and the workspace's network
     * where no replica is on it.
     */
    Uni<List<RuntimeObject>> useless(UUID deploymentId);
}
