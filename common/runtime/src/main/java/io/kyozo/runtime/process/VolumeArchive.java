package io.kyozo.runtime.process;

import io.kyozo.runtime.ContentReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A volume's folder as a tar archive, and back. Owners are left out: all is this user's. */
final class VolumeArchive {
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ,
    };

    private final Path folder;

    VolumeArchive(Path folder) {
        this.folder = folder;
    }

    /** Through a file beside the folder, as an archive is made faster than some readers read. */
    <T> T read(ContentReader<T> reader) throws IOException {
        var file = Files.createTempFile(folder.toAbsolutePath().getParent(), "archive", ".tar");
        try {
            try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                pack(tar);
            }
            try (var content = Files.newInputStream(file)) {
                return reader.read(content);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void pack(TarArchiveOutputStream tar) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (!directory.equals(folder)) {
                    put(tar, new TarArchiveEntry(name(directory) + "/"), directory);
                    tar.closeArchiveEntry();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    var link = new TarArchiveEntry(name(file), TarConstants.LF_SYMLINK);
                    link.setLinkName(Files.readSymbolicLink(file).toString());
                    tar.putArchiveEntry(link);
                    tar.closeArchiveEntry();
                } else if (attributes.isRegularFile()) {
                    var entry = new TarArchiveEntry(name(file));
                    entry.setSize(attributes.size());
                    put(tar, entry, file);
                    Files.copy(file, tar);
                    tar.closeArchiveEntry();
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        var mode = 0;
        var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        for (var bit = 0; bit < BITS.length; bit++) {
            mode |= permissions.contains(BITS[bit]) ? 1 << bit : 0;
        }
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
    }

    /** Adds what is in {@code archive}; nothing of it leaves the folder. */
    void write(InputStream archive) throws IOException {
        var tar = new TarArchiveInputStream(archive, "UTF-8");
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder) || isBelowLink(target)) {
                throw new IOException("the archive names " + entry.getName() + ", which is outside the volume");
            }
            unpack(tar, entry, target);
        }
    }

    private boolean isBelowLink(Path target) {
        for (var parent = target.getParent(); parent != null && !parent.equals(folder); parent = parent.getParent()) {
            if (Files.isSymbolicLink(parent)) {
                return true;
            }
        }
        return false;
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (target.equals(folder)) {
            return;
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        } else if (entry.isFile()) {
            Files.deleteIfExists(target);
            Files.copy(tar, target);
        } else {
            return;
        }
        Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var bit = 0; bit < BITS.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        return permissions;
    }
}
