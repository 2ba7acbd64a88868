package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.kyozo.runtime.ContainerSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Secrets in files, as the kubelet gives them: in memory of the host (a tmpfs), mounted read-only, for the container's user
 * alone. Only an engine of this host can mount them. They are gone when the host was started anew; creating the container again
 * writes them again.
 */
final class SecretFiles {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path root;
    private final URI engine;

    SecretFiles(URI engine) {
        this.engine = engine;
        this.root = MEMORY.resolve("kyozo-secrets-" + System.getProperty("user.name"));
    }

    /** Whether the engine, which keeps its data in {@code dataRoot}, is of this host. */
    boolean work(String dataRoot) {
        return "unix".equals(engine.getScheme()) && Files.isWritable(MEMORY) && Files.isDirectory(Path.of(dataRoot));
    }

    /** What mounts them into the container; its folder is there afterwards, and empty where it is new. */
    Optional<Mount> mount(ContainerSpec spec) {
        if (spec.secretFiles().isEmpty()) {
            return Optional.empty();
        }
        try {
            own(root);
            var folder = Files.createDirectories(folder(spec.name()));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Optional.of(new Mount()
                    .withType(MountType.BIND)
                    .withSource(folder.toString())
                    .withTarget(ContainerSpec.SECRETS)
                    .withReadOnly(true));
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets of " + spec.name() + " can't be put into files", e);
        }
    }

    /** Writes them; the container is there, and does not run yet. */
    void write(DockerClient client, ContainerSpec spec) {
        if (spec.secretFiles().isEmpty()) {
            return;
        }
        try {
            var user = RunUser.of(client, spec.name());
            for (var file : spec.secretFiles().entrySet()) {
                write(folder(spec.name()).resolve(Path.of(file.getKey()).getFileName()), file.getValue(), user);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets of " + spec.name() + " can't be put into files", e);
        }
    }

    /** For the container's user alone where we may give files away; else for all in the container, as for nobody else on the host. */
    private static void write(Path file, String text, RunUser user) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.UTF_8);
        var root = "root".equals(System.getProperty("user.name"));
        if (root) {
            Files.setAttribute(file, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(root ? "r--------" : "r--r--r--"));
    }

    void remove(String container) {
        var folder = folder(container);
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                try (var files = Files.newDirectoryStream(folder)) {
                    for (var file : files) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secret files of " + container + " can't be removed", e);
        }
    }

    private Path folder(String container) {
        return root.resolve(Query.segment(container));
    }

    /** For this user alone; the place is everybody's, so that one which is there may be another's. */
    private static void own(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is no folder");
        }
        // Fails where it is another user's.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
