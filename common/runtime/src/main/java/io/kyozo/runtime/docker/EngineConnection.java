package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.DaemonThreads;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one engine: a pool of connections and of threads, a deadline on every call, and a breaker that refuses
 * calls while the engine is away. docker-java has no default response time-out; an engine that is stopped would hold its
 * callers for ever.
 */
final class EngineConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EngineConnection.class);

    /** A call that takes longer than this has the engine asked whether it is there at all; so long a ping may take. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(5);

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final int RETRIES = 3;

    private final DockerSettings settings;
    private final ExecutorService workers;
    private final ExecutorService closers = Executors.newCachedThreadPool(EngineConnection::daemon);
    private final Breaker breaker;
    private final EnginePing ping;
    private final Duration lookAfter;
    private volatile DockerClientImpl client;

    EngineConnection(DockerSettings settings) {
        this.settings = settings;
        this.workers = DaemonThreads.pool("kyozo-docker", settings.maxConnections() * 2);
        this.client = newClient(settings);
        this.lookAfter = shorter(LOOK_AFTER, settings.callTimeout());
        this.breaker = new Breaker(settings.host().toString(), InstantSource.system());
        this.ping = new EnginePing(() -> newHttp(1), lookAfter);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "kyozo-docker-close");
        thread.setDaemon(true);
        return thread;
    }

    DockerSettings settings() {
        return settings;
    }

    ExecutorService workers() {
        return workers;
    }

    /** Does {@code work} on a worker thread within the usual deadline; once more where its connection was cut. */
    <T> Uni<T> call(String action, EngineCall<T> work) {
        return call(action, settings.callTimeout(), work);
    }

    /** As all that may be repeated: the engine may have acted already when the connection was cut. */
    <T> Uni<T> call(String action, Duration deadline, EngineCall<T> work) {
        return once(action, deadline, work)
                .onFailure(failure -> breaker.isClosed() && DockerFailures.isUnavailable(failure))
                .retry()
                .withBackOff(FIRST_RETRY, Duration.ofSeconds(1))
                .withJitter(0.5)
                .atMost(RETRIES);
    }

    /** For what must not be repeated. */
    <T> Uni<T> once(String action, Duration deadline, EngineCall<T> work) {
        return admitted(action, () -> bounded(action, deadline, work::ask));
    }

    /** The same for requests that docker-java has no type for. */
    <T> Uni<T> http(String action, HttpCall<T> work) {
        return admitted(
                action, () -> bounded(action, settings.callTimeout(), engine -> work.ask(engine.getHttpClient())));
    }

    Circuit circuit() {
        return breaker.view();
    }

    /** Fails at once while the engine is known to be away, unless it is time to ask whether it is back. */
    private <T> Uni<T> admitted(String action, Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            if (breaker.isClosed()) {
                return call.get().onFailure(DockerFailures::mayBeAway).call(this::look);
            }
            if (!breaker.takeTrial()) {
                return Uni.createFrom().failure(breaker.refusal(action));
            }
            return ping.answerAnew()
                    .onFailure()
                    .invoke(this::away)
                    .onFailure()
                    .transform(failure -> breaker.refusal(action))
                    .invoke(breaker::close)
                    .chain(none -> call.get());
        });
    }

    /** Whether the engine is away or only this call failed; not asked again where that is known by now. */
    private Uni<Void> look() {
        if (!breaker.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        return ping.answerAnew().onFailure().invoke(this::away).onFailure().recoverWithNull();
    }

    private void away(Throwable failure) {
        breaker.open(String.valueOf(failure.getMessage()));
    }

    /** Fails when the engine stops answering while something else is waited for; never ends otherwise. */
    private <T> Uni<T> silence(String action) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(lookAfter)
                .chain(ping::answer)
                .repeat()
                .indefinitely()
                .collect()
                .last()
                .onFailure()
                .invoke(this::away)
                .onFailure()
                .transform(failure -> breaker.refusal(action))
                .chain(() -> Uni.createFrom().nothing());
    }

    private <T> Uni<T> bounded(String action, Duration deadline, ClientCall<T> work) {
        return Uni.createFrom().deferred(() -> {
            var used = client;
            var late = new AtomicBoolean();
            var asked = onWorker(action, () -> askUnless(late, work, used));
            return Uni.combine()
                    .any()
                    .of(List.of(asked, this.<T>silence(action)))
                    .ifNoItem()
                    .after(deadline)
                    .failWith(() -> late(action, deadline))
                    .onFailure(DockerFailures::mayBeAway)
                    .invoke(() -> giveUp(late, used));
        });
    }

    private static <T> @Nullable T askUnless(AtomicBoolean late, ClientCall<T> work, DockerClientImpl used)
            throws Exception {
        return unless(late, () -> work.ask(used));
    }

    /** Nobody waits any more for what comes of a late call, so that its failure is only noted. */
    private static <T> @Nullable T unless(AtomicBoolean late, Callable<T> work) throws Exception {
        try {
            return work.call();
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

    /**
     * Does {@code work}, which keeps its own deadline, on a worker thread; fails when the engine stops answering before it
     * is done, upon which {@link #client} gives another one and whatever waits on the old one ends.
     */
    <T> Uni<T> blocking(String action, Callable<T> work) {
        return admitted(action, () -> {
            var used = client;
            var late = new AtomicBoolean();
            return Uni.combine()
                    .any()
                    .of(List.of(onWorker(action, () -> unless(late, work)), this.<T>silence(action)))
                    .onFailure(DockerFailures::mayBeAway)
                    .invoke(() -> giveUp(late, used))
                    .onCancellation()
                    .invoke(() -> late.set(true));
        });
    }

    private <T> Uni<T> onWorker(String action, Callable<T> work) {
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
        closers.shutdown();
        ping.close();
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
    private synchronized void giveUp(AtomicBoolean late, DockerClientImpl used) {
        late.set(true);
        if (client == used) {
            client = newClient(settings);
            closers.execute(() -> closeQuietly(used));
        }
    }

    private RuntimeFailure late(String action, Duration deadline) {
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
