package io.kyozo.analyzer.topology.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A folder on disk. Symbolic links are seen as {@link FolderSource.Type#OTHER}: never followed, never opened. */
public final class DiskFolder implements FolderSource {
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
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(dir))) {
            for (Path entry : entries) {
                if (items.size() >= limit) {
                    break;
                }
                items.add(item(entry));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return items;
    }

    private static Item item(Path entry) throws IOException {
        String name = String.valueOf(entry.getFileName());
        BasicFileAttributes attributes =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
            return new Item(name, Type.FILE, attributes.size());
        }
        return new Item(name, attributes.isDirectory() ? Type.FOLDER : Type.OTHER, 0);
    }

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }
}
