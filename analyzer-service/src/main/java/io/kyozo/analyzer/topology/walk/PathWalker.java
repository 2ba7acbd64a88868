package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.Folder;
import java.util.Collection;

/**
 * Walks a folder breadth first, so that a budget that ends the walk leaves the deep files out, not the manifests near
 * the root; places where services are seldom found come last. What it sees depends on the folder alone, unless the time
 * budget ends it. Never fails because of what a folder holds: what can't be read is left out and said.
 */
public final class PathWalker {
    /** What is asked for twice in one walk is mostly manifests; more of it would be kept for nothing. */
    private static final long ONE_WALK = 16 << 20;

    private final WalkBudget budget;
    private final WalkListener listener;
    private final FindingCache cache;

    /** A walker for single walks. */
    public PathWalker(WalkBudget budget, WalkListener listener) {
        this(budget, listener, new FindingCache(ONE_WALK));
    }

    /**
     * A walker whose folders share what was found in files.
     *
     * @param cache what is known of files from earlier walks, whose source tells their content apart or which followed
     *     each other
     */
    public PathWalker(WalkBudget budget, WalkListener listener, FindingCache cache) {
        this.budget = budget;
        this.listener = listener;
        this.cache = cache;
    }

    /** Walks {@code source}; what was seen until the budget ended, with the reason. */
    public Folder walk(FolderSource source) {
        return walk(source, Earlier.nothing(budget));
    }

    /**
     * Walks {@code source} as {@link #walk(FolderSource)} does, with the same result, looking only where it changed.
     *
     * @param before the same folder as it was walked earlier
     * @param changed paths of what was added, removed or changed since; that of a folder stands for all that is or was
     *     below it
     */
    public Folder walk(FolderSource source, Folder before, Collection<String> changed) {
        if (before instanceof WalkedFolder known
                && known.end().complete()
                && known.end().budget().equals(budget)) {
            WalkedFolder now = walk(source, Earlier.walk(known.end(), known.index(), changed));
            // What a budget cuts depends on the whole folder.
            if (now.end().complete()) {
                return now;
            }
        }
        return walk(source);
    }

    private WalkedFolder walk(FolderSource source, Earlier earlier) {
        return new Walk(source, budget, listener, cache, earlier).run();
    }
}
