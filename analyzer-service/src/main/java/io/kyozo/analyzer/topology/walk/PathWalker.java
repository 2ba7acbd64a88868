package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.Folder;

/**
 * Walks a folder breadth first, so that a budget that ends the walk leaves the deep files out, not the manifests near
 * the root; places where services are seldom found come last. What it sees depends on the folder alone, unless the time
 * budget ends it. Never fails because of what a folder holds: what can't be read is left out and said.
 */
public final class PathWalker {
    private final WalkBudget budget;
    private final WalkListener listener;
    private final FindingCache cache;

    public PathWalker(WalkBudget budget, WalkListener listener) {
        this(budget, listener, new FindingCache(budget.textBytes()));
    }

    /**
     * A walker whose folders share what was found in files.
     *
     * @param cache what is known of files whose source tells their content apart, from earlier walks
     */
    public PathWalker(WalkBudget budget, WalkListener listener, FindingCache cache) {
        this.budget = budget;
        this.listener = listener;
        this.cache = cache;
    }

    /** Walks {@code source}; what was seen until the budget ended, with the reason. */
    public Folder walk(FolderSource source) {
        return new Walk(source, budget, listener, cache).run();
    }
}
