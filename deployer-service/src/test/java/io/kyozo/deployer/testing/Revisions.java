package io.kyozo.deployer.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.storage.BlobHash;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.Tree;
import io.kyozo.storage.TreeStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts folders of one file into the store, and says what is wished for them. */
public record Revisions(BlobStore blobs, TreeStore trees, ObjectMapper mapper) {
    /** A wish to deploy a folder with this topology; {@code content} is that of its one file. */
    public DeployRequested wish(Place place, TopologyDocument topology, String content) throws IOException {
        BlobHash file = write(content);
        BlobHash tree = trees.write(new Tree(List.of(new Tree.Entry("index.js", file.hex(), content.length(), false))));
        return new DeployRequested(
                place.workspace(),
                place.name(),
                Action.DEPLOY,
                Uuid7.next(),
                tree.hex(),
                write(mapper.writeValueAsString(topology)).hex(),
                List.of(),
                null,
                "tester",
                "a test");
    }

    /** The same wish, by a strategy. */
    public static DeployRequested by(DeployRequested wish, RolloutStrategy strategy) {
        return new DeployRequested(
                wish.workspaceId(),
                wish.workspaceName(),
                wish.action(),
                wish.revisionId(),
                wish.treeHash(),
                wish.topologyHash(),
                wish.services(),
                wish.replicas(),
                wish.actor(),
                wish.reason(),
                strategy);
    }

    private BlobHash write(String content) throws IOException {
        return blobs.write(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }
}
