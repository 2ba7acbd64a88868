package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.walk.FolderSource.Item;
import io.kyozo.analyzer.topology.walk.FolderSource.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One walk: level by level; folders of a level are listed at the same time, and taken in their order. */
final class Walk {
    private static final int LISTEN_EVERY = 256;

    /** Folders that are listed at the same time; with {@link Listing#AT_ONCE} it bounds what is held before it is taken. */
    private static final int CHUNK = 64;

    /** Size of all ignore rules together; bounds memory, and is far above what people write. */
    private static final int MAX_RULES = 1 << 18;

    private static final AtomicLong WALKS = new AtomicLong();

    private final FolderSource source;
    private final WalkBudget budget;
    private final WalkListener listener;
    private final Earlier earlier;
    private final Shortfalls shortfalls = new Shortfalls();
    private final FileReading reading;
    private final Listing listing;
    private final long deadline;
    /** The identity of files whose source does not tell their content: it holds in this walk, and in those that follow it. */
    private final String unknown = "~" + WALKS.incrementAndGet();

    private final List<SeenFolder> last = new ArrayList<>();
    private List<SeenFolder> below = new ArrayList<>();
    private int seen;
    private int rules;
    private boolean lastOnes;
    private boolean ended;

    Walk(FolderSource source, WalkBudget budget, WalkListener listener, FindingCache cache, Earlier earlier) {
        this.source = source;
        this.budget = budget;
        this.listener = listener;
        this.earlier = earlier;
        this.seen = earlier.seen();
        this.rules = earlier.rules();
        this.deadline = System.nanoTime() + budget.time().toNanos();
        this.reading = new FileReading(source, budget, deadline, shortfalls, cache);
        this.listing = new Listing(source, reading, shortfalls);
    }

    /** What the walk sees, taking over from the earlier one what can't have changed since. */
    WalkedFolder run() {
        SeenFolder root = new SeenFolder(".", 0, GitIgnore.NONE, false);
        below.add(root);
        while (!below.isEmpty()) {
            List<SeenFolder> level = below;
            below = new ArrayList<>();
            level(level);
            if (below.isEmpty()) {
                lastOnes = true;
                below.addAll(last);
                last.clear();
            }
        }
        WalkEnd end =
                new WalkEnd(root, budget, seen, rules, shortfalls.reasons().isEmpty());
        return new WalkedFolder(source.name(), end, earlier.index(root), reading, shortfalls);
    }

    private void level(List<SeenFolder> level) {
        for (int from = 0; from < level.size(); from += CHUNK) {
            List<SeenFolder> chunk = level.subList(from, Math.min(from + CHUNK, level.size()));
            if (!goOn()) {
                return;
            }
            List<Listed> listed = listing.of(chunk, budget.entries() - seen);
            for (int i = 0; i < chunk.size() && goOn(); i++) {
                visit(chunk.get(i), listed.get(i));
            }
        }
    }

    private boolean goOn() {
        if (ended) {
            return false;
        }
        if (seen >= budget.entries()) {
            shortfalls.add("stopped after " + budget.entries() + " entries");
        } else if (System.nanoTime() > deadline) {
            shortfalls.add("stopped after " + budget.time().toSeconds() + " s");
        } else {
            return true;
        }
        ended = true;
        return false;
    }

    private void visit(SeenFolder dir, Listed listed) {
        SeenFolder before = earlier.at(dir.path);
        dir.rules(rules(dir, before, listed.rules()));
        Listed all = listing.complete(dir, listed, dir.rules(), budget.entries() - seen);
        List<FolderFile> kept = new ArrayList<>();
        for (int i = 0; i < all.items().size(); i++) {
            if (!goOn()) {
                break;
            }
            if (++seen % LISTEN_EVERY == 0 && !listener.seen(seen)) {
                shortfalls.add("called off");
                ended = true;
                break;
            }
            Item item = all.items().get(i);
            if (!all.keeps(i)) {
                continue;
            }
            if (item.type() == Type.FOLDER) {
                enter(dir, item.name());
            } else {
                kept.add(file(dir, item, before == null ? null : before.file(item.name())));
            }
        }
        dir.files(kept);
    }

    private GitIgnore rules(SeenFolder dir, @Nullable SeenFolder before, GitIgnore read) {
        if (before != null && before.above == dir.above && !earlier.mayDiffer(Listing.child(dir.path, ".gitignore"))) {
            return before.rules();
        }
        if (read == dir.above) {
            return read;
        }
        rules += read.size();
        if (read.isCut() || rules > MAX_RULES) {
            shortfalls.add("there are too many ignore rules: some were left out");
        }
        return rules > MAX_RULES ? dir.above : read;
    }

    private void enter(SeenFolder dir, String name) {
        SeenFolder child = new SeenFolder(
                Listing.child(dir.path, name), dir.depth + 1, dir.rules(), dir.aside || AsideFolders.holds(name));
        Optional<SeenFolder> same = earlier.same(child);
        if (same.isPresent()) {
            dir.enters(name, same.get());
        } else if (child.depth > budget.depth()) {
            shortfalls.add("folders deeper than " + budget.depth() + " levels left out");
        } else {
            dir.enters(name, child);
            (child.aside && !lastOnes ? last : below).add(child);
        }
    }

    private FolderFile file(SeenFolder dir, Item item, @Nullable FolderFile before) {
        String path = Listing.child(dir.path, item.name());
        String identity = item.identity();
        if (before != null && before.size() == item.size() && !earlier.mayDiffer(path)) {
            if (identity.isEmpty() || identity.equals(before.identity())) {
                return before;
            }
        }
        return new FolderFile(path, dir.path, item.name(), item.size(), identity.isEmpty() ? unknown : identity);
    }
}
