package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.FolderFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a walk by path, by name, by ending and by filter, so that who looks for a few need not go through all.
 * Never changed; one of a later walk is made from it, from the difference alone.
 */
final class FileIndex {
    /** With more changes than this, it is quicker to begin anew. */
    private static final int FEW = 500;

    /** Sorted by path, as all lists are, so that what lies below a folder is one range. */
    private final List<FolderFile> files;

    private final Map<String, FolderFile> byPath;
    private final Map<String, List<FolderFile>> byName;
    /** By the last dot of the name and what follows it. */
    private final Map<String, List<FolderFile>> byEnding;
    /** What was asked for so far. */
    private final Map<FileFilter, List<FolderFile>> byFilter = new ConcurrentHashMap<>();

    private FileIndex(
            List<FolderFile> files,
            Map<String, FolderFile> byPath,
            Map<String, List<FolderFile>> byName,
            Map<String, List<FolderFile>> byEnding) {
        this.files = files;
        this.byPath = byPath;
        this.byName = byName;
        this.byEnding = byEnding;
    }

    /** @param files sorted by path */
    static FileIndex of(List<FolderFile> files) {
        Map<String, FolderFile> byPath = new HashMap<>(files.size() * 4 / 3 + 1);
        Map<String, List<FolderFile>> byName = new HashMap<>();
        Map<String, List<FolderFile>> byEnding = new HashMap<>();
        for (FolderFile file : files) {
            byPath.put(file.path(), file);
            // Most names are those of one file.
            byName.computeIfAbsent(file.name(), name -> new ArrayList<>(1)).add(file);
            String ending = ending(file);
            if (!ending.isEmpty()) {
                byEnding.computeIfAbsent(ending, name -> new ArrayList<>()).add(file);
            }
        }
        return new FileIndex(files, byPath, byName, byEnding);
    }

    private static String ending(FolderFile file) {
        int dot = file.name().lastIndexOf('.');
        return dot < 0 ? "" : file.name().substring(dot);
    }

    /** The index of these files without {@code removed}, all of which are here, and with {@code added}. */
    FileIndex changed(List<FolderFile> removed, List<FolderFile> added) {
        if (removed.isEmpty() && added.isEmpty()) {
            return this;
        }
        if (removed.size() + added.size() > FEW) {
            Set<FolderFile> gone = new HashSet<>(removed);
            List<FolderFile> all = new ArrayList<>(added);
            files.stream().filter(file -> !gone.contains(file)).forEach(all::add);
            all.sort(Comparator.comparing(FolderFile::path));
            return of(List.copyOf(all));
        }
        FileIndex changed = new FileIndex(
                new ArrayList<>(files), new HashMap<>(byPath), new HashMap<>(byName), new HashMap<>(byEnding));
        changed.byFilter.putAll(byFilter);
        Map<String, FolderFile> before = new HashMap<>();
        removed.forEach(file -> before.put(file.path(), file));
        added.forEach(file -> changed.change(before.remove(file.path()), file));
        before.values().forEach(file -> changed.change(file, null));
        return changed;
    }

    /** One file in the place of another of the same path, or of none. */
    private void change(@Nullable FolderFile before, @Nullable FolderFile now) {
        FolderFile any = Objects.requireNonNull(now == null ? before : now);
        if (now == null) {
            byPath.remove(any.path());
        } else {
            byPath.put(any.path(), now);
        }
        change(files, before, now);
        byName.compute(any.name(), (name, known) -> copied(known, before, now));
        String ending = ending(any);
        if (!ending.isEmpty()) {
            byEnding.compute(ending, (name, known) -> copied(known, before, now));
        }
        byFilter.keySet().forEach(filter -> change(filter, before, now));
    }

    private void change(FileFilter filter, @Nullable FolderFile before, @Nullable FolderFile now) {
        FolderFile taken = before == null || !filter.takes(before) ? null : before;
        FolderFile takes = now == null || !filter.takes(now) ? null : now;
        boolean bounded = filter.limit() < Integer.MAX_VALUE;
        if (bounded && (taken == null) != (takes == null)) {
            // Which of the others comes in or falls out is found when it is asked for.
            byFilter.remove(filter);
        } else if (taken != null || takes != null) {
            byFilter.computeIfPresent(filter, (same, known) -> copied(known, taken, takes));
        }
    }

    private static List<FolderFile> copied(
            @Nullable List<FolderFile> known, @Nullable FolderFile before, @Nullable FolderFile now) {
        List<FolderFile> changed = known == null ? new ArrayList<>() : new ArrayList<>(known);
        change(changed, before, now);
        return changed;
    }

    private static void change(List<FolderFile> sorted, @Nullable FolderFile before, @Nullable FolderFile now) {
        int at =
                first(sorted, Objects.requireNonNull(now == null ? before : now).path());
        if (before == null) {
            sorted.add(at, Objects.requireNonNull(now));
        } else if (now == null) {
            sorted.remove(at);
        } else if (at < sorted.size()) {
            // A bounded list may end before it.
            sorted.set(at, now);
        }
    }

    List<FolderFile> all() {
        return files;
    }

    @Nullable
    FolderFile at(String path) {
        return byPath.get(path);
    }

    List<FolderFile> under(String dir) {
        return range(files, dir);
    }

    /** Those at or below {@code dir} that {@code filter} takes. */
    List<FolderFile> matching(String dir, FileFilter filter) {
        List<FolderFile> known = byFilter.get(filter);
        if (known == null) {
            known = find(filter);
            byFilter.put(filter, known);
        }
        return range(known, dir);
    }

    /** Names repeat themselves: each is looked at once. */
    private List<FolderFile> find(FileFilter filter) {
        Set<String> names = new HashSet<>();
        byName.keySet().stream().filter(filter::takesName).forEach(names::add);
        return names.isEmpty()
                ? List.of()
                : files.stream()
                        .filter(file -> names.contains(file.name()) && filter.takesPlace(file))
                        .limit(filter.limit())
                        .toList();
    }

    /** Those at or below {@code dir} with one of {@code names}, {@code *.x} being any name that ends so. */
    List<FolderFile> named(String dir, Collection<String> names) {
        List<List<FolderFile>> found = new ArrayList<>();
        for (String name : names) {
            List<FolderFile> known = name.charAt(0) == '*' ? byEnding.get(name.substring(1)) : byName.get(name);
            List<FolderFile> below = known == null ? List.of() : range(known, dir);
            if (!below.isEmpty()) {
                found.add(below);
            }
        }
        return switch (found.size()) {
            case 0 -> List.of();
            case 1 -> found.get(0);
            default ->
                found.stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted(Comparator.comparing(FolderFile::path))
                        .toList();
        };
    }

    private static List<FolderFile> range(List<FolderFile> sorted, String dir) {
        // '0' follows '/' in the order of characters: the range holds exactly what starts with "dir/".
        return dir.equals(".") ? sorted : sorted.subList(first(sorted, dir + "/"), first(sorted, dir + "0"));
    }

    /** Index of the first file whose path is not before {@code path}. */
    private static int first(List<FolderFile> sorted, String path) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).path().compareTo(path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
