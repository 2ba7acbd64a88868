package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a walk saw. */
final class WalkedFolder implements Folder {
    private final String name;
    private final TreeMap<String, FolderFile> files;
    private final Map<String, List<String>> names = new TreeMap<>();
    private final SourceText text;
    private final List<String> partial;

    WalkedFolder(String name, TreeMap<String, FolderFile> files, SourceText text, List<String> partial) {
        this.name = name;
        this.files = files;
        this.text = text;
        this.partial = partial;
        for (FolderFile file : files.values()) {
            names.computeIfAbsent(file.dir(), dir -> new ArrayList<>()).add(file.name());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Collection<FolderFile> files() {
        return Collections.unmodifiableCollection(files.values());
    }

    @Override
    public Collection<FolderFile> under(String dir) {
        if (dir.equals(".")) {
            return files();
        }
        // '0' follows '/' in the order of characters: the range holds exactly what starts with "dir/".
        return Collections.unmodifiableCollection(
                files.subMap(dir + "/", true, dir + "0", false).values());
    }

    @Override
    public List<String> namesIn(String dir) {
        return Collections.unmodifiableList(names.getOrDefault(dir, List.of()));
    }

    @Override
    public boolean has(String path) {
        return files.containsKey(FolderPath.normalize(path));
    }

    @Override
    public Optional<TextFile> text(String path) {
        String normal = FolderPath.normalize(path);
        return files.containsKey(normal) ? text.read(normal) : Optional.empty();
    }

    @Override
    public List<String> partial() {
        Set<String> all = new LinkedHashSet<>(partial);
        all.addAll(text.partial());
        return List.copyOf(all);
    }
}
