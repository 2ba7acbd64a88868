package io.kyozo.contracts.event;

import io.kyozo.contracts.topology.Strategy;
import java.util.List;
import java.util.UUID;

/**
 * A revision of a workspace was analysed.
 *
 * @param workspaceId the workspace
 * @param workspaceName its name, a slug
 * @param revisionId the analysed revision
 * @param treeHash blob hash of the revision's tree (see the blob store); what is built comes from there
 * @param topologyHash blob hash of the {@link io.kyozo.contracts.topology.TopologyDocument}
 * @param strategy how the folder as a whole would be deployed
 * @param confidence of the whole, 0 to 1
 * @param services names of the services found, in start order
 */
public record FolderAnalyzed(
        UUID workspaceId,
        String workspaceName,
        UUID revisionId,
        String treeHash,
        String topologyHash,
        Strategy strategy,
        double confidence,
        List<String> services) {}
