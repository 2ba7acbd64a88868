package io.kyozo.home;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Loaded classes kept from one run of a program to the next (application class-data sharing), which takes about half of
 * the time out of its start. The build makes those of the services; of another program the first run after a build writes
 * the archive when it ends. Later runs map it. The JVM ignores an archive that does not fit.
 */
public final class ClassArchive {
    private static final String SUFFIX = ".jsa";

    private ClassArchive() {}

    /** The JVM's flags for a program whose archive the build makes. */
    public static List<String> built(Path jar) {
        Path archive = jar.resolveSibling("classes.jsa");
        return Files.exists(archive) ? mapped(archive) : List.of();
    }

    /** The JVM's flags for {@code program}, started from {@code jar}; old archives of it are removed. */
    public static List<String> flags(KyozoHome home, String program, Path jar) throws IOException {
        Path archive = archive(home, program, jar);
        if (Files.exists(archive)) {
            return mapped(archive);
        }
        removeOthers(Files.createDirectories(folder(home, jar)), program);
        return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    private static List<String> mapped(Path archive) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Whether {@code program} need not write it when it ends, which takes some seconds. */
    public static boolean isThere(KyozoHome home, String program, Path jar) throws IOException {
        return Files.exists(archive(home, program, jar));
    }

    private static Path archive(KyozoHome home, String program, Path jar) throws IOException {
        long built = Files.getLastModifiedTime(jar).toMillis();
        return folder(home, jar).resolve(program + "-" + built + "-" + java() + SUFFIX);
    }

    private static String java() {
        return Runtime.version().toString().replaceAll("[^\\w.+-]", "_");
    }

    /** Beside the jar, for all installations of this build; where that is another user's, with our own data. */
    private static Path folder(KyozoHome home, Path jar) {
        Path beside = jar.toAbsolutePath().getParent();
        return beside != null && Files.isWritable(beside)
                ? beside.resolve("class-archives")
                : home.cache().resolve("classes");
    }

    private static void removeOthers(Path folder, String program) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, program + "-*-" + java() + SUFFIX)) {
            for (Path archive : old) {
                boolean unused = Files.deleteIfExists(archive);
            }
        }
    }
}
