package io.kyozo.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import io.kyozo.runtime.DaemonThreads;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks an engine whether it is there, on connections and threads of its own, so that a pool full of waiting calls is not
 * taken for a silent engine. Callers that ask at the same time share one question.
 */
final class EnginePing implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EnginePing.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<DockerHttpClient> connections;
    private final Duration deadline;
    private final ExecutorService threads = DaemonThreads.pool("kyozo-docker-ping", 8);
    private @Nullable Uni<String> latest;
    private long askedAt;

    EnginePing(Supplier<DockerHttpClient> connections, Duration deadline) {
        this.connections = connections;
        this.deadline = deadline;
    }

    /** Fails where the engine does not answer. */
    synchronized Uni<Void> answer() {
        var current = latest;
        if (current == null || System.nanoTime() - askedAt > FRESH_NANOS) {
            current = ask().memoize().indefinitely();
            latest = current;
            askedAt = System.nanoTime();
        }
        return current.invoke(EnginePing::failWith).replaceWithVoid();
    }

    /** After a call failed: an answer from before that says nothing. */
    synchronized Uni<Void> answerAnew() {
        latest = null;
        return answer();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What is wrong; empty where it answers. Never fails, since those who asked may be gone. */
    private Uni<String> ask() {
        return Uni.createFrom().deferred(() -> {
            var http = connections.get();
            return Uni.createFrom()
                    .item(() -> problem(http))
                    .runSubscriptionOn(threads)
                    .ifNoItem()
                    .after(deadline)
                    .recoverWithItem("it does not answer a ping within " + deadline.toMillis() + " ms")
                    .onTermination()
                    .invoke(() -> closeQuietly(http));
        });
    }

    private static void failWith(String problem) {
        if (!problem.isEmpty()) {
            throw new RuntimeFailure(RuntimeFailure.Kind.UNAVAILABLE, problem);
        }
    }

    private static String problem(DockerHttpClient http) {
        try (var stream = EngineStream.pooled("ping it", http, new Query("/_ping").get())) {
            return stream.body().readNBytes(64).length > 0 ? "" : "its answer to a ping was empty";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(DockerFailures.translate("ping it", e).getMessage());
        }
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Closing a ping's connection failed", e);
        }
    }
}
