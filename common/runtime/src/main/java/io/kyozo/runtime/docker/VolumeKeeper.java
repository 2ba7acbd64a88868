package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.transport.DockerHttpClient;
import io.kyozo.runtime.ContentReader;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A volume's content as a tar archive, and back. The engine reaches into volumes only through containers: one of an empty
 * image, which is never started, mounts the volume for as long as it is read or written. Its name follows from the
 * volume's, so that one which a crash left is met again.
 */
final class VolumeKeeper {
    private static final String EMPTY_IMAGE = "kyozo-volume-keeper";
    private static final String PATH = "/volume";
    private static final int EMPTY_TAR_BYTES = 1024;

    private final EngineConnection engine;

    VolumeKeeper(EngineConnection engine) {
        this.engine = engine;
    }

    <T> Uni<T> read(String volume, Duration timeout, ContentReader<T> reader) {
        var action = "read volume " + volume;
        return kept(action, volume, timeout, (http, keeper) -> {
            var request = archive(keeper).with("path", PATH + "/.").get();
            try (var stream = EngineStream.open(action, http, request)) {
                return reader.read(stream.body());
            }
        });
    }

    Uni<Void> write(String volume, InputStream tar, Duration timeout) {
        var action = "write volume " + volume;
        return kept(action, volume, timeout, (http, keeper) -> {
                    var request = DockerHttpClient.Request.builder()
                            .method(DockerHttpClient.Request.Method.PUT)
                            .path(archive(keeper).with("path", PATH).text())
                            .putHeader("Content-Type", "application/x-tar")
                            .body(tar)
                            .build();
                    try (var stream = EngineStream.open(action, http, request)) {
                        return stream.body().readAllBytes().length;
                    }
                })
                .replaceWithVoid();
    }

    /** Removes what a crash may have left, which would hold the volume. */
    static void release(DockerClient client, String volume) {
        try {
            client.removeContainerCmd(name(volume)).withForce(true).exec();
        } catch (NotFoundException none) {
            return;
        }
    }

    private interface Work<T> {
        T apply(DockerHttpClient http, String keeper) throws IOException;
    }

    private <T> Uni<T> kept(String action, String volume, Duration timeout, Work<T> work) {
        return Uni.createFrom().deferred(() -> {
            // A connection of its own, so that closing it ends a transfer that takes too long.
            var http = engine.newHttp(1);
            return engine.blocking(action, () -> kept(http, volume, work))
                    .onCancellation()
                    .invoke(() -> close(http))
                    .ifNoItem()
                    .after(timeout)
                    .failWith(() -> new RuntimeFailure(
                            RuntimeFailure.Kind.TIMEOUT, "Could not " + action + " within " + timeout));
        });
    }

    private <T> T kept(DockerHttpClient http, String volume, Work<T> work) throws IOException {
        var client = engine.client();
        // Mounting what is not there would make it.
        client.inspectVolumeCmd(volume).exec();
        release(client, volume);
        create(http, client, volume);
        try (http) {
            return work.apply(http, name(volume));
        } finally {
            release(engine.client(), volume);
        }
    }

    private static void create(DockerHttpClient http, DockerClient client, String volume) throws IOException {
        try {
            createFrom(client, volume);
        } catch (NotFoundException noImage) {
            importEmptyImage(http);
            createFrom(client, volume);
        }
    }

    private static void importEmptyImage(DockerHttpClient http) throws IOException {
        var request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.POST)
                .path(new Query("/images/create")
                        .with("fromSrc", "-")
                        .with("repo", EMPTY_IMAGE)
                        .with("tag", "latest")
                        .text())
                .putHeader("Content-Type", "application/x-tar")
                .body(new ByteArrayInputStream(new byte[EMPTY_TAR_BYTES]))
                .build();
        try (var stream = EngineStream.pooled("make the image " + EMPTY_IMAGE, http, request)) {
            stream.body().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void createFrom(DockerClient client, String volume) {
        try {
            var mount =
                    new Mount().withType(MountType.VOLUME).withSource(volume).withTarget(PATH);
            client.createContainerCmd(EMPTY_IMAGE)
                    .withName(name(volume))
                    .withLabels(Map.of(Labels.BUILD, EMPTY_IMAGE))
                    .withCmd("never-started")
                    .withHostConfig(HostConfig.newHostConfig().withMounts(List.of(mount)))
                    .exec();
        } catch (ConflictException busy) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.CONFLICT, "Volume " + volume + " is being read or written already", busy);
        }
    }

    private static Query archive(String keeper) {
        return new Query("/containers/" + Query.segment(keeper) + "/archive");
    }

    private static String name(String volume) {
        return volume + "-keeper";
    }

    private static void close(DockerHttpClient http) {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
