package io.kyozo.local.postgres;

import io.kyozo.local.LaunchFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's binaries, which come as a library for each platform, into the home's cache. */
public final class PostgresBinaries {
    private static final int EXECUTABLE = 0b001_000_000;

    private PostgresBinaries() {}

    /** The folder that holds {@code bin/postgres} and {@code bin/initdb}; unpacked where it is not there. */
    public static Path unpack(Path cache) throws IOException {
        String archive = archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path folder = cache.resolve("postgres-17");
        if (Files.exists(folder.resolve("bin/postgres"))) {
            return folder;
        }
        Path fresh = Files.createTempDirectory(cache, "postgres-");
        try (InputStream found = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (found == null) {
                throw new LaunchFailure("There is no embedded PostgreSQL for this machine (" + archive
                        + "). Use Linux or macOS on a 64-bit x86 processor.");
            }
            unpack(found, fresh);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /** The archive's name for an operating system and a processor, as the library's build names it. */
    static String archive(String system, String processor) {
        String name = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = processor.equals("amd64") || processor.equals("x86_64") ? "x86_64" : processor;
        boolean musl = name.equals("linux") && Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"));
        return "postgres-" + name + "-" + arch + (musl ? "-alpine_linux" : "") + ".txz";
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpack(entry, tar, folder);
                entry = tar.getNextEntry();
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive of PostgreSQL leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(parent(target));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IOException("No folder holds " + file);
        }
        return parent;
    }
}
