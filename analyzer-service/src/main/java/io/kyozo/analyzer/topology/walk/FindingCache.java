package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.FolderFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules made of files, kept by path and content from one analysis to the next; what was not asked for longest goes
 * first. Lives as long as the process and so never outlives the rules. Safe for several analyses at once.
 */
public final class FindingCache {
    /** What a key and its entry take, in bytes; measured on a 64-bit JVM with compressed references. */
    private static final int ENTRY = 220;

    private record Key(String path, String identity, String rule) {}

    private record Kept(Optional<?> value, long bytes) {}

    private final Map<Key, Kept> kept = new LinkedHashMap<>(256, 0.75f, true);
    private final long limit;
    private long bytes;

    /**
     * An empty cache.
     *
     * @param limit about how many bytes of memory it may take
     */
    public FindingCache(long limit) {
        this.limit = limit;
    }

    /** What a rule made of a file; null where that is not known. */
    @SuppressWarnings("unchecked")
    <T> @Nullable Optional<T> find(FolderFile file, FileRule<T> rule) {
        Key key = new Key(file.path(), file.identity(), rule.id());
        synchronized (kept) {
            Kept found = kept.get(key);
            return found == null ? null : (Optional<T>) found.value;
        }
    }

    <T> void keep(FolderFile file, FileRule<T> rule, long textBytes, Optional<T> value) {
        Key key = new Key(file.path(), file.identity(), rule.id());
        long size = ENTRY + (value.isEmpty() ? 0 : weight(rule.result(), textBytes));
        synchronized (kept) {
            Kept before = kept.put(key, new Kept(value, size));
            bytes += size - (before == null ? 0 : before.bytes);
            Iterator<Kept> oldest = kept.values().iterator();
            while (bytes > limit && oldest.hasNext()) {
                bytes -= oldest.next().bytes;
                oldest.remove();
            }
        }
    }

    private static long weight(FileRule.Result result, long textBytes) {
        return switch (result) {
            case FINDINGS -> 200;
            case TEXT -> 5 * textBytes;
            case TREE -> 12 * textBytes;
        };
    }
}
