package io.kyozo.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes files below one folder. Each folder on the way is made, or proved to be a real folder and no link; each file is
 * new, so that nothing that was put there before is followed or overwritten.
 */
final class TreeWriter {
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path target;
    private final Set<Path> proved = new HashSet<>();

    private TreeWriter(Path target) {
        this.target = target;
    }

    /** A writer into {@code target}, which is made where it is absent; throws where it is not an empty folder. */
    static TreeWriter into(Path target) throws IOException {
        Path root = target.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(root)) {
            throw new IOException("the target is a link");
        }
        Files.createDirectories(root);
        try (var content = Files.newDirectoryStream(root)) {
            if (content.iterator().hasNext()) {
                throw new IOException("the target is not empty");
            }
        }
        return new TreeWriter(root);
    }

    /** Writes one file; throws where it lies outside the target or its content is not of the size stated. */
    void write(Tree.Entry entry, InputStream content) throws IOException {
        Path file = target;
        for (String segment : entry.path().split("/", -1)) {
            if (!file.equals(target)) {
                proveFolder(file);
            }
            file = file.resolve(segment);
        }
        if (!file.normalize().equals(file) || !file.startsWith(target)) {
            throw new InvalidTreeException(entry.path(), "lies outside the target");
        }
        writeNew(entry, file, content);
        Files.setPosixFilePermissions(file, entry.executable() ? EXECUTABLE : PLAIN);
    }

    private static void writeNew(Tree.Entry entry, Path file, InputStream content) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(file, options))) {
            if (content.transferTo(out) != entry.size()) {
                throw new InvalidTreeException(entry.path(), "its content is not of the size stated");
            }
        } catch (FileAlreadyExistsException e) {
            throw new InvalidTreeException(entry.path(), "something is there already");
        }
    }

    private void proveFolder(Path folder) throws IOException {
        if (proved.contains(folder)) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("a link or a file lies where a folder is to be", e);
            }
        }
        proved.add(folder);
    }
}
