package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FolderFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a walk by path, by name and by ending, so that who looks for a few need not go through all. */
final class FileIndex {
    /** Sorted by path, so that what lies below a folder is one range. */
    private final List<FolderFile> files;

    private final Map<String, FolderFile> byPath;
    private final Map<String, List<FolderFile>> byName = new HashMap<>();
    /** By the last dot of the name and what follows it. */
    private final Map<String, List<FolderFile>> byEnding = new HashMap<>();

    /** @param files sorted by path */
    FileIndex(List<FolderFile> files) {
        this.files = files;
        byPath = new HashMap<>(files.size() * 4 / 3 + 1);
        for (FolderFile file : files) {
            byPath.put(file.path(), file);
            byName.merge(file.name(), List.of(file), FileIndex::joined);
            int dot = file.name().lastIndexOf('.');
            if (dot >= 0) {
                byEnding.merge(file.name().substring(dot), List.of(file), FileIndex::joined);
            }
        }
    }

    /** Most names are those of one file: a list that can grow is made for the others only. */
    private static List<FolderFile> joined(List<FolderFile> before, List<FolderFile> one) {
        List<FolderFile> grown = before.size() == 1 ? new ArrayList<>(before) : before;
        grown.addAll(one);
        return grown;
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

    /** Those at or below {@code dir} with one of {@code names}, {@code *.x} being any name that ends so, sorted by path. */
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
