package io.kyozo.runtime.context;

import io.kyozo.contracts.context.DockerIgnore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files, folders and links of a folder that its {@code .dockerignore} lets in; nothing else, such as devices. */
public final class ContextFiles {
    private static final long MAX_IGNORE_BYTES = 1 << 20;

    private ContextFiles() {}

    /** Relative paths, parents before children, in a stable order. */
    public static List<Path> of(Path folder) throws IOException {
        var ignore = ignore(folder);
        var found = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (directory.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                var excluded = ignore.excludes(name(folder, directory));
                if (!excluded) {
                    found.add(folder.relativize(directory));
                }
                return excluded && ignore.prunes() ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isOther() && !ignore.excludes(name(folder, file))) {
                    found.add(folder.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /** The folder's own rules; none where it has none, or a file that is beyond 1 MiB. */
    private static DockerIgnore ignore(Path folder) throws IOException {
        var file = folder.resolve(".dockerignore");
        var readable = Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) <= MAX_IGNORE_BYTES;
        return readable
                ? DockerIgnore.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                : DockerIgnore.NONE;
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Copies the context into {@code target}, which must not be there yet. */
    public static void copy(Path folder, Path target) throws IOException {
        Files.createDirectories(target);
        try {
            of(folder).forEach(file -> copyOne(folder.resolve(file), target.resolve(file)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            if (Files.isDirectory(from, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
            } else {
                Files.copy(
                        from,
                        to,
                        java.nio.file.LinkOption.NOFOLLOW_LINKS,
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
