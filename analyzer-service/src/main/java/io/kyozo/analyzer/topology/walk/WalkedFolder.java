package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a walk saw. */
final class WalkedFolder implements Folder {
    private final String name;
    private final WalkEnd end;
    private final FileIndex index;
    private final FileReading reading;
    private final Shortfalls shortfalls;

    WalkedFolder(String name, WalkEnd end, FileIndex index, FileReading reading, Shortfalls shortfalls) {
        this.name = name;
        this.end = end;
        this.index = index;
        this.reading = reading;
        this.shortfalls = shortfalls;
    }

    WalkEnd end() {
        return end;
    }

    FileIndex index() {
        return index;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Collection<FolderFile> files() {
        return index.all();
    }

    @Override
    public Collection<FolderFile> under(String dir) {
        return index.under(dir);
    }

    @Override
    public List<FolderFile> named(String dir, Collection<String> names) {
        return index.named(dir, names);
    }

    @Override
    public List<FolderFile> matching(String dir, FileFilter filter) {
        return index.matching(dir, filter);
    }

    @Override
    public List<String> namesIn(String dir) {
        SeenFolder seen = end.root().at(dir);
        return seen == null
                ? List.of()
                : seen.files().stream().map(FolderFile::name).toList();
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
        FolderFile found = index.at(path);
        return found == null ? index.at(FolderPath.normalize(path)) : found;
    }
}
