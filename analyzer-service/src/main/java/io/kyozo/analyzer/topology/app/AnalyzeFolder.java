package io.kyozo.analyzer.topology.app;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.advise.SecondOpinion;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.FindingCache;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.TopologyDocument;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/** Analyses a stored tree: the walk and the rules run on worker threads, the result is a stored document. */
@ApplicationScoped
public class AnalyzeFolder {
    private static final Logger LOG = Logger.getLogger(AnalyzeFolder.class);

    private final FolderContent content;
    private final Vertx vertx;
    private final Advisor advisor;
    private final WalkBudget budget;
    private final FindingCache kept;
    private final RecentFolders recent;

    AnalyzeFolder(FolderContent content, Vertx vertx, TopologyConfig config, Advisor advisor) {
        this.content = content;
        this.vertx = vertx;
        this.advisor = advisor;
        this.budget = new WalkBudget(
                config.maxEntries(),
                config.maxDepth(),
                config.maxText().asLongValue(),
                (int) config.maxFile().asLongValue(),
                config.maxTime());
        this.kept = new FindingCache(config.kept().asLongValue());
        this.recent = new RecentFolders(config.recentFiles());
    }

    /**
     * What an analysis came to.
     *
     * @param topologyHash blob hash of the document
     * @param document the document
     */
    public record Analysis(String topologyHash, TopologyDocument document) {}

    /**
     * Walks the tree {@code treeHash} as a folder called {@code name}; ends early where {@code listener} says so. Of a
     * workspace that was walked lately, only what changed since is looked at.
     */
    public Uni<Folder> walk(UUID workspaceId, String treeHash, String name, WalkListener listener) {
        PathWalker walker = new PathWalker(budget, listener, kept);
        return blocking(() -> recent.walk(walker, workspaceId, content.open(treeHash, name)));
    }

    /** Applies the rules to a walked folder, and stores the document. */
    public Uni<Analysis> analyze(Folder folder) {
        return blocking(() -> FolderAnalyzer.analyze(folder))
                .chain(this::advised)
                .chain(document -> blocking(() -> new Analysis(content.write(document), document)));
    }

    /** An advisor that fails leaves the document as it is. */
    private Uni<TopologyDocument> advised(TopologyDocument document) {
        return advisor.suggest(document)
                .onFailure()
                .invoke(failure -> LOG.warnf("Going on without advice: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(List.of())
                .map(suggestions -> SecondOpinion.added(document, suggestions));
    }

    /** The document of an earlier analysis. */
    public Uni<Analysis> reuse(String topologyHash) {
        return blocking(() -> new Analysis(topologyHash, content.read(topologyHash)));
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
