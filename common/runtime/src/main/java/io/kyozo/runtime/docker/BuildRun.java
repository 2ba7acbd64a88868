package io.kyozo.runtime.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.context.ContextTar;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One build under way. {@link #abort} may be called from any thread: it closes the connection, upon which the engine
 * stops the build and removes its container.
 */
final class BuildRun {
    private static final Logger LOG = Logger.getLogger(BuildRun.class);

    private static final int REMOVALS = 40;
    private static final Duration BETWEEN_REMOVALS = Duration.ofMillis(250);

    private final EngineConnection engine;
    private final BuildSpec spec;
    private final BuildOutput output;
    private final Object lock = new Object();
    private @Nullable ContextTar context;
    private @Nullable DockerHttpClient http;
    private boolean aborted;

    BuildRun(EngineConnection engine, BuildSpec spec, Consumer<BuildLine> log) {
        this.engine = engine;
        this.spec = spec;
        this.output = new BuildOutput(log);
    }

    /** Blocks until the image is built. */
    void run(String dockerfile) throws IOException {
        var action = "build image " + spec.image();
        var built = false;
        try (var tar = new ContextTar(spec.context(), BuildRequest.extras(spec.context(), dockerfile))) {
            var connection = connect(tar);
            try (var stream = EngineStream.open(action, connection, BuildRequest.of(spec, tar))) {
                read(stream);
            }
            built = output.error().isEmpty();
        } finally {
            output.end();
            if (!built) {
                removeLeftovers();
            }
        }
        if (!built) {
            throw new RuntimeFailure(RuntimeFailure.Kind.BUILD_FAILED, output.error());
        }
    }

    void abort() {
        synchronized (lock) {
            aborted = true;
            if (context != null) {
                context.abort();
            }
            if (http != null) {
                closeConnection(http);
            }
        }
    }

    boolean isAborted() {
        synchronized (lock) {
            return aborted;
        }
    }

    private DockerHttpClient connect(ContextTar tar) {
        synchronized (lock) {
            if (aborted) {
                throw new RuntimeFailure(RuntimeFailure.Kind.BUILD_FAILED, "The build was cancelled");
            }
            context = tar;
            http = engine.newHttp(1);
            return http;
        }
    }

    private void read(EngineStream stream) throws IOException {
        try (var messages = EngineStream.JSON.createParser(stream.body())) {
            var found = EngineStream.JSON.readValues(messages, com.fasterxml.jackson.databind.JsonNode.class);
            while (found.hasNextValue()) {
                output.accept(found.nextValue());
            }
        }
    }

    /** Layers of a build that failed are of no use to anyone, and nothing else would ever remove them. */
    private void removeLeftovers() {
        for (var attempt = 0; attempt < REMOVALS && !output.lastLayer().isEmpty(); attempt++) {
            try {
                engine.client().removeImageCmd(output.lastLayer()).exec();
                return;
            } catch (NotFoundException gone) {
                return;
            } catch (ConflictException inUse) {
                // The container of the step that was cut off is still being ended.
                LockSupport.parkNanos(BETWEEN_REMOVALS.toNanos());
            } catch (RuntimeException e) {
                LOG.debugf(e, "Layer %s stays", output.lastLayer());
                return;
            }
        }
    }

    private static void closeConnection(DockerHttpClient connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("Closing a build's connection failed", e);
        }
    }
}
