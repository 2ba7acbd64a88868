package io.kyozo.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The folder in which a local installation keeps all its data: {@code KYOZO_HOME}, or {@code .kyozo} in the repository.
 * Only its owner may enter it.
 *
 * @param root absolute path of the folder
 */
public record KyozoHome(Path root) {
    /** The home that the environment names; {@code repository} is the root of the source tree. */
    public static KyozoHome of(Map<String, String> environment, Path repository) {
        String named = environment.getOrDefault("KYOZO_HOME", "");
        Path root = named.isBlank() ? repository.resolve(".kyozo") : Path.of(named);
        return new KyozoHome(root.toAbsolutePath().normalize());
    }

    /** Creates the folders that are not there, closed to everyone but the owner. */
    public void prepare() throws IOException {
        Files.createDirectories(root);
        restrict(root);
        for (Path folder : new Path[] {keys(), run(), logs(), cache()}) {
            Files.createDirectories(folder);
        }
    }

    /** Keys and passwords. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** What the running launcher says about itself. */
    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What can be made again: unpacked binaries, class archives. */
    public Path cache() {
        return root.resolve("cache");
    }

    public Path postgresData() {
        return root.resolve("postgres");
    }

    public Path kafkaData() {
        return root.resolve("kafka");
    }

    /** The content-addressed store that analyzer and deployer share. */
    public Path blobs() {
        return root.resolve("blobs");
    }

    /** Where folders lie while they are built. */
    public Path builds() {
        return root.resolve("builds");
    }

    /** Working copies and state of services that run as local processes. */
    public Path processes() {
        return root.resolve("processes");
    }

    /** The gateway's route table. */
    public Path routes() {
        return root.resolve("routes.json");
    }

    /** What the running gateway says about itself. */
    public Path gatewayTicket() {
        return run().resolve("gateway.json");
    }

    public Path stateFile() {
        return run().resolve("state.json");
    }

    /** Held by the running launcher, so that there is one per home. */
    public Path lockFile() {
        return run().resolve("launcher.lock");
    }

    /** The log of one part: {@code launcher}, {@code postgres}, {@code gateway} or a service. */
    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    private static void restrict(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
