package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a walk saw. */
final class WalkedFolder implements Folder {
    private final String name;
    /** Sorted by path, so that what lies below a folder is one range. */
    private final List<FolderFile> files;

    private final Map<String, FolderFile> byPath;
    private final Map<String, List<String>> names;
    private final FileReading reading;
    private final Shortfalls shortfalls;

    WalkedFolder(
            String name,
            List<FolderFile> files,
            Map<String, List<String>> names,
            FileReading reading,
            Shortfalls shortfalls) {
        this.name = name;
        this.files = files;
        this.names = names;
        this.reading = reading;
        this.shortfalls = shortfalls;
        this.byPath = new HashMap<>(files.size() * 4 / 3 + 1);
        files.forEach(file -> byPath.put(file.path(), file));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Collection<FolderFile> files() {
        return files;
    }

    @Override
    public Collection<FolderFile> under(String dir) {
        // '0' follows '/' in the order of characters: the range holds exactly what starts with "dir/".
        return dir.equals(".") ? files : files.subList(first(dir + "/"), first(dir + "0"));
    }

    /** Index of the first file whose path is not before {@code path}. */
    private int first(String path) {
        int low = 0;
        int high = files.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (files.get(middle).path().compareTo(path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public List<String> namesIn(String dir) {
        return names.getOrDefault(dir, List.of());
    }

    @Override
    public boolean has(String path) {
        return find(path) != null;
    }

    @Override
    public Optional<TextFile> text(String path) {
        FolderFile file = find(path);
        return file == null ? Optional.empty() : reading.text(file);
    }

    @Override
    public <T> Optional<T> finding(String path, FileRule<T> rule) {
        FolderFile file = find(path);
        return file == null ? Optional.empty() : reading.finding(file, rule);
    }

    @Override
    public <T> List<Optional<T>> findings(List<FolderFile> wanted, FileRule<T> rule) {
        return reading.findings(wanted, rule);
    }

    @Override
    public List<String> partial() {
        return shortfalls.reasons();
    }

    private @Nullable FolderFile find(String path) {
        FolderFile found = byPath.get(path);
        return found == null ? byPath.get(FolderPath.normalize(path)) : found;
    }
}
