package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.walk.FolderSource.Item;
import io.kyozo.analyzer.topology.walk.FolderSource.Type;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies in a folder, and which of it is left out. */
final class Listed {
    /** More than this is judged item by item, by who keeps the time: rules may be made to take long. */
    private static final long QUICKLY_JUDGED = 1 << 14;

    private final String dir;
    private final List<Item> items;
    private final GitIgnore rules;
    private final List<String> files;
    private @Nullable BitSet kept;

    /**
     * Nothing is judged yet.
     *
     * @param items sorted by name
     * @param rules those that hold for them
     */
    Listed(String dir, List<Item> items, GitIgnore rules) {
        this.dir = dir;
        this.items = items;
        this.rules = rules;
        this.files = items.stream()
                .filter(item -> item.type() == Type.FILE)
                .map(Item::name)
                .toList();
    }

    List<Item> items() {
        return items;
    }

    GitIgnore rules() {
        return rules;
    }

    /** Judges all items now, where that takes little time. */
    void judge() {
        if ((long) items.size() * rules.cost() <= QUICKLY_JUDGED) {
            BitSet all = new BitSet(items.size());
            for (int i = 0; i < items.size(); i++) {
                all.set(i, isKept(items.get(i)));
            }
            kept = all;
        }
    }

    /** Whether the item at {@code index} is neither ignored nor skipped. */
    boolean keeps(int index) {
        return kept == null ? isKept(items.get(index)) : kept.get(index);
    }

    private boolean isKept(Item item) {
        String name = item.name();
        return switch (item.type()) {
            case FOLDER -> !SkippedFolders.skips(name, files) && !rules.ignores(dir, name, true);
            case FILE -> isOwnSettings(name) || !rules.ignores(dir, name, false);
            case OTHER -> false;
        };
    }

    /** Kept although git leaves them out: they say which variables a service wants. */
    private static boolean isOwnSettings(String name) {
        return name.equals(".env") || name.startsWith(".env.");
    }
}
