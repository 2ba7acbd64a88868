package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.kyozo.runtime.DaemonThreads;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one engine: a pool of connections and of threads, and a deadline on every call. docker-java has no
 * default response time-out; an engine that is stopped would hold its callers for ever.
 */
final class EngineConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EngineConnection.class);

    private final DockerSettings settings;
    private final ExecutorService workers;
    private volatile DockerClientImpl client;

    EngineConnection(DockerSettings settings) {
        this.settings = settings;
        this.workers = DaemonThreads.pool("kyozo-docker", settings.maxConnections() * 2);
        this.client = newClient(settings);
    }

    DockerSettings settings() {
        return settings;
    }

    ExecutorService workers() {
        return workers;
    }

    /** Does {@code work} on a worker thread within the usual deadline. */
    <T> Uni<T> call(String action, EngineCall<T> work) {
        return call(action, settings.callTimeout(), work);
    }

    <T> Uni<T> call(String action, Duration deadline, EngineCall<T> work) {
        return bounded(action, deadline, work::ask);
    }

    /** The same for requests that docker-java has no type for. */
    <T> Uni<T> http(String action, HttpCall<T> work) {
        return bounded(action, settings.callTimeout(), engine -> work.ask(engine.getHttpClient()));
    }

    private <T> Uni<T> bounded(String action, Duration deadline, ClientCall<T> work) {
        return Uni.createFrom().deferred(() -> {
            var used = client;
            var late = new AtomicBoolean();
            return blocking(action, () -> askUnless(late, work, used))
                    .ifNoItem()
                    .after(deadline)
                    .recoverWithUni(() -> {
                        late.set(true);
                        return Uni.createFrom().failure(late(action, deadline, used));
                    });
        });
    }

    /** Nobody waits any more for what comes of a late call, so that its failure is only noted. */
    private static <T> @Nullable T askUnless(AtomicBoolean late, ClientCall<T> work, DockerClientImpl used)
            throws Exception {
        try {
            return work.ask(used);
        } catch (Exception e) {
            if (late.get()) {
                LOG.debug("A call that was given up failed", e);
                return null;
            }
            throw e;
        }
    }

    private interface ClientCall<T> {
        T ask(DockerClientImpl client) throws Exception;
    }

    /** Does {@code work}, which keeps its own deadline, on a worker thread. */
    <T> Uni<T> blocking(String action, Callable<T> work) {
        return Uni.createFrom()
                .item(() -> translated(action, work))
                .runSubscriptionOn(workers)
                .onFailure(failure -> !(failure instanceof RuntimeFailure))
                .transform(failure -> DockerFailures.translate(action, failure));
    }

    /** For calls from a thread that may block; the answer's deadline is the usual one. */
    DockerClient client() {
        return client;
    }

    /** A connection of its own for a stream that lasts; closing it ends whatever is read from it. */
    DockerHttpClient newHttp(int maxConnections) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(settings.host())
                .maxConnections(maxConnections)
                .connectionTimeout(settings.callTimeout())
                .build();
    }

    @Override
    public void close() {
        workers.shutdownNow();
        closeQuietly(client);
    }

    private static DockerClientImpl newClient(DockerSettings settings) {
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(settings.host())
                .maxConnections(settings.maxConnections())
                .connectionTimeout(settings.callTimeout())
                .build();
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(settings.host().toString())
                .withDockerTlsVerify(false)
                .build();
        return (DockerClientImpl) DockerClientImpl.getInstance(config, http);
    }

    /** A late call still holds its thread: closing its client frees the thread, and the next call gets a new client. */
    private synchronized RuntimeFailure late(String action, Duration deadline, DockerClientImpl used) {
        if (client == used) {
            client = newClient(settings);
            workers.execute(() -> closeQuietly(used));
        }
        return new RuntimeFailure(
                RuntimeFailure.Kind.TIMEOUT,
                "Could not " + action + ": the engine at " + settings.host() + " did not answer within " + deadline);
    }

    private static void closeQuietly(DockerClient client) {
        try {
            client.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Closing a connection to the engine failed", e);
        }
    }

    private static <T> T translated(String action, Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw DockerFailures.translate(action, e);
        }
    }
}
