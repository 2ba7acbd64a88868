package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.walk.FolderSource.Item;
import io.kyozo.analyzer.topology.walk.FolderSource.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists folders, several at the same time. */
final class Listing {
    /** Entries of one folder that are listed before its turn comes; a folder with more is listed again then. */
    static final int AT_ONCE = 4_096;

    private static final int WORTH_SHARING = 4;

    /** No one writes longer ignore files; git would read on. */
    private static final int MAX_RULES_FILE = 128 << 10;

    private static final byte[] NO_RULES = {};

    private final FolderSource source;
    private final FileReading reading;
    private final Shortfalls shortfalls;

    Listing(FolderSource source, FileReading reading, Shortfalls shortfalls) {
        this.source = source;
        this.reading = reading;
        this.shortfalls = shortfalls;
    }

    List<Listed> of(List<SeenFolder> dirs, int limit) {
        int few = Math.min(limit, AT_ONCE);
        Stream<SeenFolder> all = dirs.size() < WORTH_SHARING ? dirs.stream() : dirs.parallelStream();
        return all.map(dir -> list(dir, few)).toList();
    }

    /** As {@code listed}, with all items up to {@code limit}, and by {@code rules}. */
    Listed complete(SeenFolder dir, Listed listed, GitIgnore rules, int limit) {
        boolean more = listed.items().size() > AT_ONCE && limit > AT_ONCE;
        return more || rules != listed.rules()
                ? new Listed(dir.path, more ? items(dir.path, limit) : listed.items(), rules)
                : listed;
    }

    private Listed list(SeenFolder dir, int limit) {
        List<Item> items = items(dir.path, limit);
        GitIgnore rules = dir.above;
        for (Item item : items) {
            if (item.name().equals(".gitignore") && item.type() == Type.FILE) {
                rules = rules.in(dir.path, rules(child(dir.path, ".gitignore"), item.size()));
            }
        }
        Listed listed = new Listed(dir.path, items, rules);
        listed.judge();
        return listed;
    }

    /** One more than {@code limit} where there are more. */
    private List<Item> items(String dir, int limit) {
        try {
            List<Item> items = new ArrayList<>(source.list(dir, limit + 1));
            items.sort(Comparator.comparing(Item::name));
            return items;
        } catch (IOException e) {
            shortfalls.unreadable(dir);
            return List.of();
        }
    }

    private byte[] rules(String path, long size) {
        try {
            return reading.bytes(path, Math.min(size, MAX_RULES_FILE));
        } catch (IOException e) {
            shortfalls.unreadable(path);
            return NO_RULES;
        }
    }

    static String child(String dir, String name) {
        return dir.equals(".") ? name : dir + "/" + name;
    }
}
