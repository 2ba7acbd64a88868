package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.walk.FolderSource.Item;
import io.kyozo.analyzer.topology.walk.FolderSource.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One walk: level by level; folders of a level are listed at the same time, and taken in their order. */
final class Walk {
    private static final int LISTEN_EVERY = 256;

    /** Folders that are listed at the same time; with {@link Listing#AT_ONCE} it bounds what is held before it is taken. */
    private static final int CHUNK = 64;

    /** Size of all ignore rules together; bounds memory, and is far above what people write. */
    private static final int MAX_RULES = 1 << 18;

    private record Dir(String path, int depth, GitIgnore ignore, boolean aside) {}

    private final FolderSource source;
    private final WalkBudget budget;
    private final WalkListener listener;
    private final Shortfalls shortfalls = new Shortfalls();
    private final FileReading reading;
    private final Listing listing;
    private final long deadline;
    private final List<FolderFile> files = new ArrayList<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final List<Dir> last = new ArrayList<>();
    private List<Dir> below = new ArrayList<>();
    private int seen;
    private int rules;
    private boolean lastOnes;
    private boolean ended;

    Walk(FolderSource source, WalkBudget budget, WalkListener listener, FindingCache cache) {
        this.source = source;
        this.budget = budget;
        this.listener = listener;
        this.deadline = System.nanoTime() + budget.time().toNanos();
        this.reading = new FileReading(source, budget, deadline, shortfalls, cache);
        this.listing = new Listing(source, reading, shortfalls);
    }

    Folder run() {
        below.add(new Dir(".", 0, GitIgnore.NONE, false));
        while (!below.isEmpty()) {
            List<Dir> level = below;
            below = new ArrayList<>();
            level(level);
            if (below.isEmpty()) {
                lastOnes = true;
                below.addAll(last);
                last.clear();
            }
        }
        files.sort(Comparator.comparing(FolderFile::path));
        return new WalkedFolder(source.name(), List.copyOf(files), names, reading, shortfalls);
    }

    private void level(List<Dir> level) {
        for (int from = 0; from < level.size(); from += CHUNK) {
            List<Dir> chunk = level.subList(from, Math.min(from + CHUNK, level.size()));
            if (!goOn()) {
                return;
            }
            List<Listing.Listed> listed =
                    listing.of(chunk.stream().map(Dir::path).toList(), budget.entries() - seen);
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

    private void visit(Dir dir, Listing.Listed listed) {
        List<Item> items = listing.complete(dir.path, listed, budget.entries() - seen);
        GitIgnore ignore = rules(dir, listed.rules());
        List<String> besides = items.stream()
                .filter(item -> item.type() == Type.FILE)
                .map(Item::name)
                .toList();
        List<String> kept = new ArrayList<>();
        for (Item item : items) {
            if (!goOn()) {
                break;
            }
            if (++seen % LISTEN_EVERY == 0 && !listener.seen(seen)) {
                shortfalls.add("called off");
                ended = true;
                break;
            }
            take(dir, item, besides, ignore, kept);
        }
        if (!kept.isEmpty()) {
            names.put(dir.path, List.copyOf(kept));
        }
    }

    private GitIgnore rules(Dir dir, byte[] file) {
        if (file.length == 0) {
            return dir.ignore;
        }
        GitIgnore ignore = dir.ignore.in(dir.path, file);
        if (ignore == dir.ignore) {
            return ignore;
        }
        rules += ignore.size();
        if (ignore.isCut() || rules > MAX_RULES) {
            shortfalls.add("there are too many ignore rules: some were left out");
        }
        return rules > MAX_RULES ? dir.ignore : ignore;
    }

    private void take(Dir dir, Item item, List<String> besides, GitIgnore ignore, List<String> kept) {
        boolean folder = item.type() == Type.FOLDER;
        String name = item.name();
        if (folder && !SkippedFolders.skips(name, besides) && !ignore.ignores(dir.path, name, true)) {
            enter(new Dir(Listing.child(dir.path, name), dir.depth + 1, ignore, dir.aside || AsideFolders.holds(name)));
        } else if (item.type() == Type.FILE && (isEnvFile(name) || !ignore.ignores(dir.path, name, false))) {
            files.add(new FolderFile(Listing.child(dir.path, name), dir.path, name, item.size(), item.identity()));
            kept.add(name);
        }
    }

    private void enter(Dir dir) {
        if (dir.depth > budget.depth()) {
            shortfalls.add("folders deeper than " + budget.depth() + " levels left out");
        } else {
            (dir.aside && !lastOnes ? last : below).add(dir);
        }
    }

    /** Kept although git leaves them out: a person's own settings say which variables a service wants. */
    private static boolean isEnvFile(String name) {
        return name.equals(".env") || name.startsWith(".env.");
    }
}
