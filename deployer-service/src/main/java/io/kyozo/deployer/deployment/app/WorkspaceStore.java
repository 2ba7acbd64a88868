package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where workspaces are kept. */
public interface WorkspaceStore {
    /**
     * A workspace as the deployer knows it.
     *
     * @param id of the workspace
     * @param teamId whose it is
     * @param name a slug
     * @param revisionId the revision analysed last; null while none was, as are the hashes
     * @param treeHash of that revision
     * @param topologyHash of that revision
     * @param active the deployment, or what else, that may act now; null where none does
     * @param live the deployment that went live last; null where none did
     */
    record Known(
            UUID id,
            UUID teamId,
            String name,
            @Nullable UUID revisionId,
            @Nullable String treeHash,
            @Nullable String topologyHash,
            @Nullable UUID active,
            @Nullable UUID live) {}

    Uni<Optional<Known>> find(UUID teamId, UUID id);

    /** The workspace, made known where it is not, and locked until {@code tx} ends. */
    Uni<Known> lock(Tx tx, UUID teamId, UUID id, String name);

    /** The revision analysed last. */
    Uni<Void> analyzed(Tx tx, UUID teamId, FolderAnalyzed revision);

    Uni<Void> active(Tx tx, UUID id, @Nullable UUID deploymentId);

    /** Those in which somebody acts now. */
    Uni<Set<UUID>> held();

    Uni<Void> live(Tx tx, UUID id, @Nullable UUID deploymentId);

    /** What stands for the workspace in addresses: what it has, else {@code wanted} where nobody has it, else {@code other}. */
    Uni<String> claimLabel(Tx tx, UUID id, String wanted, String other);

    /** What {@link #claimLabel} would answer now. */
    Uni<String> expectedLabel(UUID id, String wanted, String other);

    /** The number of the next event about the workspace's deployments. */
    Uni<Long> nextSequence(Tx tx, UUID id);
}
