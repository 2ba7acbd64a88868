package io.kyozo.analyzer.topology.app;

import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;

/** Content by hash: the trees that are analysed, the documents that come of it. Calls block. */
public interface FolderContent {
    /** The tree as a folder of the given name. */
    FolderSource open(String treeHash, String name) throws IOException;

    /** Stores a document; its hash. Equal documents have equal hashes. */
    String write(TopologyDocument document) throws IOException;

    TopologyDocument read(String topologyHash) throws IOException;
}
