package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that takes every call and answers none, as one does that was stopped. */
class DeadlineTest {
    @TempDir
    Path folder;

    @Test
    void aSilentEngineHoldsNeitherCallersNorThreads() throws Exception {
        var socket = folder.resolve("engine.sock");
        var taken = new CopyOnWriteArrayList<SocketChannel>();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            var acceptor = new Thread(() -> accept(server, taken));
            acceptor.setDaemon(true);
            acceptor.start();
            var settings = DockerSettings.at(URI.create("unix://" + socket)).withCallTimeout(Duration.ofMillis(400));
            try (var runtime = new DockerContainerRuntime(settings)) {
                assertFails(runtime, RuntimeFailure.Kind.TIMEOUT, RuntimeFailure.Kind.UNAVAILABLE);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> runtime.circuit().state().equals(Circuit.State.OPEN));
                for (var call = 0; call < 3; call++) {
                    assertFails(runtime, RuntimeFailure.Kind.UNAVAILABLE);
                }
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> waitingThreads().isEmpty());
            }
        }
        for (var channel : taken) {
            channel.close();
        }
    }

    @Test
    void anAbsentEngineIsUnavailable() {
        var nowhere = URI.create("unix://" + folder.resolve("none.sock"));
        try (var runtime = new DockerContainerRuntime(DockerSettings.at(nowhere))) {
            assertThatThrownBy(() -> runtime.info().await().atMost(Duration.ofSeconds(10)))
                    .isInstanceOfSatisfying(
                            RuntimeFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RuntimeFailure.Kind.UNAVAILABLE));
        }
    }

    private static void assertFails(DockerContainerRuntime runtime, RuntimeFailure.Kind... kinds) {
        assertThatThrownBy(() -> runtime.info().await().atMost(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isIn((Object[]) kinds));
    }

    private static void accept(ServerSocketChannel server, List<SocketChannel> taken) {
        try {
            while (true) {
                taken.add(server.accept());
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Worker threads within a call to the engine. */
    private static List<Thread> waitingThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("kyozo-docker"))
                .filter(thread -> List.of(thread.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().contains("com.github.dockerjava")))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
