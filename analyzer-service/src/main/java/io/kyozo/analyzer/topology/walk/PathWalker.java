package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.walk.FolderSource.Item;
import io.kyozo.analyzer.topology.walk.FolderSource.Type;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks a folder breadth first, so that a budget that ends the walk leaves the deep files out, not the manifests near
 * the root. What it sees depends on the folder alone, unless the time budget ends it. Never fails because of what a
 * folder holds: what can't be read is left out and said.
 */
public final class PathWalker {
    private static final int LISTEN_EVERY = 256;

    private final WalkBudget budget;
    private final WalkListener listener;

    public PathWalker(WalkBudget budget, WalkListener listener) {
        this.budget = budget;
        this.listener = listener;
    }

    /** Walks {@code source}; what was seen until the budget ended, with the reason. */
    public Folder walk(FolderSource source) {
        return new Walk(source).run();
    }

    private final class Walk {
        private final FolderSource source;
        private final SourceText text;
        private final GitIgnore ignore = new GitIgnore();
        private final TreeMap<String, FolderFile> files = new TreeMap<>();
        private final Set<String> partial = new LinkedHashSet<>();
        private final ArrayDeque<String> waiting = new ArrayDeque<>();
        private final long deadline = System.nanoTime() + budget.time().toNanos();
        private int seen;

        Walk(FolderSource source) {
            this.source = source;
            this.text = new SourceText(source, budget);
        }

        Folder run() {
            waiting.add(".");
            while (!waiting.isEmpty() && goOn()) {
                visit(waiting.poll());
            }
            return new WalkedFolder(source.name(), files, text, List.copyOf(partial));
        }

        private boolean goOn() {
            if (seen >= budget.entries()) {
                partial.add("stopped after " + budget.entries() + " entries");
            } else if (System.nanoTime() > deadline) {
                partial.add("stopped after " + budget.time().toSeconds() + " s");
            } else {
                return true;
            }
            return false;
        }

        private void visit(String dir) {
            List<Item> items = list(dir);
            List<String> names = items.stream()
                    .filter(item -> item.type() == Type.FILE)
                    .map(Item::name)
                    .toList();
            if (names.contains(".gitignore")) {
                text.read(child(dir, ".gitignore")).ifPresent(rules -> ignore.add(dir, rules.text()));
            }
            for (Item item : items) {
                if (++seen % LISTEN_EVERY == 0 && !listener.seen(seen)) {
                    partial.add("called off");
                    waiting.clear();
                    return;
                }
                take(dir, item, names);
            }
        }

        private void take(String dir, Item item, List<String> besides) {
            String path = child(dir, item.name());
            if (item.type() == Type.FILE && (isEnvFile(item.name()) || !ignore.ignores(path, false))) {
                files.put(path, new FolderFile(path, item.size()));
            } else if (item.type() == Type.FOLDER
                    && !SkippedFolders.skips(item.name(), besides)
                    && !ignore.ignores(path, true)) {
                enter(path);
            }
        }

        private void enter(String path) {
            if (FolderPath.depth(path) > budget.depth()) {
                partial.add("folders deeper than " + budget.depth() + " levels left out");
            } else {
                waiting.add(path);
            }
        }

        private List<Item> list(String dir) {
            try {
                List<Item> items = new ArrayList<>(source.list(dir, budget.entries() - seen));
                items.sort(Comparator.comparing(Item::name));
                return items;
            } catch (IOException e) {
                partial.add("could not list " + dir);
                return List.of();
            }
        }
    }

    /** Kept although git leaves them out: a person's own settings say which variables a service wants. */
    private static boolean isEnvFile(String name) {
        return name.equals(".env") || name.startsWith(".env.");
    }

    private static String child(String dir, String name) {
        return dir.equals(".") ? name : dir + "/" + name;
    }
}
