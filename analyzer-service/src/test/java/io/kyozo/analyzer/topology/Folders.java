package io.kyozo.analyzer.topology;

import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** Folders in memory, for tests: {@code Folders.of("app").file("package.json", "{…}").analyze()}. */
public final class Folders implements FolderSource {
    private final String name;
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final Set<String> opened = new ConcurrentSkipListSet<>();
    private final Set<String> listed = new ConcurrentSkipListSet<>();

    private Folders(String name) {
        this.name = name;
    }

    public static Folders of(String name) {
        return new Folders(name);
    }

    public Folders file(String path, String... lines) {
        files.put(path, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Folders bytes(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Adds the files of a folder on disk. */
    public Folders copy(Path disk) throws IOException {
        try (Stream<Path> all = Files.walk(disk)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                bytes(disk.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return this;
    }

    public Folders replace(String path, String from, String to) {
        return file(path, content(path).replace(from, to));
    }

    public void remove(String path) {
        files.remove(path);
    }

    public Set<String> paths() {
        return files.keySet();
    }

    public String content(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    /** What every file holds; a later edit makes new arrays. */
    Map<String, byte[]> contents() {
        return Map.copyOf(files);
    }

    /** Paths of files that were added, removed or written since {@code before}. */
    Set<String> changedSince(Map<String, byte[]> before) {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(files.keySet());
        changed.removeIf(path -> before.get(path) == files.get(path));
        return changed;
    }

    /** Folders that were listed since {@link #forgetOpened}. */
    public Set<String> listed() {
        return listed;
    }

    /** What was opened since {@link #forgetOpened}; ignore files are not counted, every walk reads them. */
    public Set<String> opened() {
        return opened;
    }

    public void forgetOpened() {
        opened.clear();
        listed.clear();
    }

    public Folder walk() {
        return walk(WalkBudget.standard());
    }

    public Folder walk(WalkBudget budget) {
        return new PathWalker(budget, WalkListener.SILENT).walk(this);
    }

    public TopologyDocument analyze() {
        return FolderAnalyzer.analyze(walk());
    }

    /** The only service. */
    public ServiceSpec service() {
        TopologyDocument topology = analyze();
        if (topology.services().size() != 1) {
            throw new AssertionError("not one service: " + topology.services());
        }
        return topology.services().get(0);
    }

    public ServiceSpec service(String service) {
        TopologyDocument topology = analyze();
        return topology.services().stream()
                .filter(spec -> spec.name().equals(service))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + service + " in " + topology.summary()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Item> list(String dir, int limit) {
        listed.add(dir);
        String prefix = dir.equals(".") ? "" : dir + "/";
        Map<String, Item> items = new LinkedHashMap<>();
        files.tailMap(prefix).forEach((path, content) -> {
            if (path.startsWith(prefix)) {
                String rest = path.substring(prefix.length());
                int slash = rest.indexOf('/');
                String item = slash < 0 ? rest : rest.substring(0, slash);
                items.putIfAbsent(
                        item,
                        slash < 0
                                ? new Item(item, Type.FILE, content.length, identity(content))
                                : new Item(item, Type.FOLDER, 0));
            }
        });
        return items.values().stream().limit(limit).toList();
    }

    private static String identity(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) {
            throw new FileNotFoundException(path);
        }
        if (!path.endsWith(".gitignore")) {
            opened.add(path);
        }
        return new ByteArrayInputStream(content);
    }

    /** The same files, as a disk has them: nothing tells whether two have the same content. */
    record Unidentified(Folders folders) implements FolderSource {
        @Override
        public String name() {
            return folders.name();
        }

        @Override
        public List<Item> list(String dir, int limit) {
            return folders.list(dir, limit).stream()
                    .map(item -> new Item(item.name(), item.type(), item.size()))
                    .toList();
        }

        @Override
        public InputStream open(String path) throws IOException {
            return folders.open(path);
        }
    }
}
