package io.kyozo.analyzer.topology.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.kyozo.analyzer.topology.app.FolderContent;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.storage.BlobHash;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.TreeStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Trees and documents in the blob store. */
@ApplicationScoped
class BlobFolderContent implements FolderContent {
    private final BlobStore blobs;
    private final TreeStore trees;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    BlobFolderContent(BlobStore blobs, TreeStore trees, ObjectMapper json) {
        this.blobs = blobs;
        this.trees = trees;
        this.writer = json.writerFor(TopologyDocument.class);
        this.reader = json.readerFor(TopologyDocument.class);
    }

    @Override
    public FolderSource open(String treeHash, String name) throws IOException {
        return new StoredTree(name, trees.read(new BlobHash(treeHash)), blobs);
    }

    @Override
    public String write(TopologyDocument document) throws IOException {
        return blobs.write(new ByteArrayInputStream(writer.writeValueAsBytes(document)))
                .hex();
    }

    @Override
    public TopologyDocument read(String topologyHash) throws IOException {
        try (InputStream in = blobs.open(new BlobHash(topologyHash))) {
            return reader.readValue(in);
        }
    }
}
