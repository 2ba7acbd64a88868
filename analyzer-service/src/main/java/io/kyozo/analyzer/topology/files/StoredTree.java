package io.kyozo.analyzer.topology.files;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.storage.BlobHash;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.Tree;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stored tree as a folder. */
final class StoredTree implements FolderSource {
    private final String name;
    private final BlobStore blobs;
    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, Map<String, Item>> folders = new HashMap<>();

    StoredTree(String name, Tree tree, BlobStore blobs) {
        this.name = name;
        this.blobs = blobs;
        for (Tree.Entry entry : tree.entries()) {
            hashes.put(entry.path(), entry.hash());
            put(entry.path(), new Item(FolderPath.name(entry.path()), Type.FILE, entry.size(), entry.hash()));
        }
    }

    private void put(String path, Item item) {
        String dir = FolderPath.parent(path);
        Map<String, Item> items = folders.get(dir);
        if (items == null) {
            items = new HashMap<>();
            folders.put(dir, items);
            if (!dir.equals(".")) {
                put(dir, new Item(FolderPath.name(dir), Type.FOLDER, 0));
            }
        }
        items.put(item.name(), item);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Item> list(String dir, int limit) {
        return folders.getOrDefault(dir, Map.of()).values().stream()
                .sorted(java.util.Comparator.comparing(Item::name))
                .limit(limit)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    @Override
    public Optional<Set<String>> changedSince(FolderSource earlier) {
        return earlier instanceof StoredTree before ? Optional.of(changedSince(before.hashes)) : Optional.empty();
    }

    private Set<String> changedSince(Map<String, String> before) {
        Set<String> changed = new HashSet<>();
        hashes.forEach((path, hash) -> {
            if (!hash.equals(before.get(path))) {
                changed.add(path);
            }
        });
        before.keySet().stream().filter(path -> !hashes.containsKey(path)).forEach(changed::add);
        return changed;
    }

    @Override
    public InputStream open(String path) throws IOException {
        String hash = hashes.get(path);
        if (hash == null) {
            throw new FileNotFoundException(path);
        }
        return blobs.open(new BlobHash(hash));
    }
}
