package io.kyozo.home;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Loaded classes kept from one run of a program to the next (application class-data sharing), which takes about half of
 * the time out of its start. The first run after a build writes the archive when it ends; later runs map it. The JVM
 * ignores an archive that does not fit.
 */
public final class ClassArchive {
    private static final String SUFFIX = ".jsa";

    private ClassArchive() {}

    /** The JVM's flags for {@code program}, started from {@code jar}; old archives of it are removed. */
    public static List<String> flags(KyozoHome home, String program, Path jar) throws IOException {
        Path folder = Files.createDirectories(home.cache().resolve("classes"));
        String java = Runtime.version().toString().replaceAll("[^\\w.+-]", "_");
        long built = Files.getLastModifiedTime(jar).toMillis();
        Path archive = folder.resolve(program + "-" + built + "-" + java + SUFFIX);
        if (Files.exists(archive)) {
            return List.of(
                    "-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        }
        removeOthers(folder, program, java);
        return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    private static void removeOthers(Path folder, String program, String java) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, program + "-*-" + java + SUFFIX)) {
            for (Path archive : old) {
                Files.delete(archive);
            }
        }
    }
}
