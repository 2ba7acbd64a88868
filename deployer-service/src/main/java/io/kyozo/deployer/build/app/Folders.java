package io.kyozo.deployer.build.app;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.build.SourceFile;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.storage.BlobHash;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.TreeStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The folders that are deployed: read from the blob store, on worker threads. */
@ApplicationScoped
public class Folders {
    private final TreeStore trees;
    private final BlobStore blobs;
    private final ObjectReader topologies;
    private final Path root;

    Folders(TreeStore trees, BlobStore blobs, ObjectMapper mapper, BuildConfig config) {
        this.trees = trees;
        this.blobs = blobs;
        this.topologies =
                mapper.readerFor(TopologyDocument.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.root = config.path();
    }

    /** The files of a tree. */
    public Uni<List<SourceFile>> files(String treeHash) {
        return blocking(() -> trees.read(new BlobHash(treeHash)).entries().stream()
                .map(entry -> new SourceFile(entry.path(), entry.hash(), entry.executable()))
                .toList());
    }

    /** The text of one of a tree's files. */
    public Uni<String> text(String hash) {
        return blocking(() -> {
            try (InputStream content = blobs.open(new BlobHash(hash))) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    /** What was found in the folder. */
    public Uni<TopologyDocument> topology(String topologyHash) {
        return blocking(() -> {
            try (InputStream content = blobs.open(new BlobHash(topologyHash))) {
                return topologies.<TopologyDocument>readValue(content);
            }
        });
    }

    /** Puts the tree's files into a folder of the deployment's own, anew. */
    public Uni<Path> checkOut(String treeHash, UUID deploymentId) {
        return blocking(() -> {
            Path folder = root.resolve(deploymentId.toString());
            delete(folder);
            OwnFolder.create(root);
            Files.createDirectories(folder);
            trees.materialize(new BlobHash(treeHash), folder);
            return folder;
        });
    }

    /** Removes what {@link #checkOut} made; does nothing where it is gone. */
    public Uni<Void> discard(UUID deploymentId) {
        return blocking(() -> {
            delete(root.resolve(deploymentId.toString()));
            return null;
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.call();
                    } catch (IOException e) {
                        throw new RuntimeFailure(
                                RuntimeFailure.Kind.UNAVAILABLE,
                                "a folder can't be read or laid out to be built: " + e,
                                e);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
