package io.kyozo.analyzer.topology.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A folder on disk. Symbolic links are seen as {@link FolderSource.Type#OTHER}: never followed, never opened. */
public final class DiskFolder implements FolderSource {
    /** Names that are read from one folder, so that one with millions of entries can't hold the walk up. */
    private static final int MAX_NAMES = 1_000_000;

    private static final int SLACK = 10_000;

    private final Path root;

    public DiskFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        Path name = root.getFileName();
        return name == null ? "folder" : name.toString();
    }

    @Override
    public List<Item> list(String dir, int limit) throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path entry : first(resolve(dir), limit)) {
            item(entry).ifPresent(items::add);
        }
        return items;
    }

    /** The first {@code limit} entries, manifests before all others, whatever the order in which the disk has them. */
    private static List<Path> first(Path dir, int limit) throws IOException {
        Comparator<Path> order = Comparator.comparing((Path entry) -> !Manifests.isOne(name(entry)))
                .thenComparing(DiskFolder::name);
        List<Path> first = new ArrayList<>();
        int names = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
            for (Path entry : entries) {
                first.add(entry);
                if (first.size() > limit + SLACK) {
                    first.sort(order);
                    first.subList(limit, first.size()).clear();
                }
                if (++names >= MAX_NAMES) {
                    break;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        if (first.size() > limit) {
            first.sort(order);
            first.subList(limit, first.size()).clear();
        }
        return first;
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    /** Empty where it was taken away since its name was read: as if it had never been there. */
    private static Optional<Item> item(Path entry) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                return Optional.of(new Item(name(entry), Type.FILE, attributes.size()));
            }
            return Optional.of(new Item(name(entry), attributes.isDirectory() ? Type.FOLDER : Type.OTHER, 0));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    private Path resolve(String path) throws IOException {
        try {
            return root.resolve(path);
        } catch (InvalidPathException e) {
            // A name that the machine's encoding can't say.
            throw new IOException("The name can't be said in this machine's encoding", e);
        }
    }
}
