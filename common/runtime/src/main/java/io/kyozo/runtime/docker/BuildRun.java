package io.kyozo.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.context.ContextTar;
import io.kyozo.runtime.dockerfile.Dockerfile;
import io.kyozo.runtime.dockerfile.ImageLabels;
import io.kyozo.runtime.dockerfile.SettingsFirst;
import java.io.IOException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One build under way. {@link #abort} may be called from any thread: it closes the connection, upon which the engine
 * stops the build and removes its container.
 */
final class BuildRun {
    private static final Logger LOG = Logger.getLogger(BuildRun.class);

    /** Someone removed an image whose layers the engine had chosen to build on; asked again, it makes them anew. */
    private static final String LAYER_VANISHED = "unknown parent image ID";

    /** The engine's own processors are others than the first ones of its machine. */
    private static final String OTHER_PROCESSORS = "Requested CPUs are not available";

    private static final int ATTEMPTS = 3;

    private final EngineConnection engine;
    private final Leftovers leftovers;
    private final BuildSpec spec;
    private final Consumer<BuildLine> log;
    private BuildOutput output;
    private final Object lock = new Object();
    private @Nullable ContextTar context;
    private @Nullable DockerHttpClient http;
    private String network = "none";
    private String processors = "";
    private boolean aborted;

    BuildRun(EngineConnection engine, Leftovers leftovers, BuildSpec spec, Consumer<BuildLine> log) {
        this.engine = engine;
        this.leftovers = leftovers;
        this.log = log;
        this.spec = spec;
        this.output = new BuildOutput(log);
    }

    /** The network that its steps reach the world through; without this they reach none. */
    void on(String named) {
        network = named;
    }

    /** The processors that its steps may use, such as {@code 1-3}; without this all. */
    void within(String set) {
        processors = set;
    }

    /** Blocks until the image is built. */
    void run(Dockerfile file) throws IOException {
        var labelled = ImageLabels.apply(file, spec.arguments(), spec.target(), spec.labels());
        var dockerfile = SettingsFirst.apply(labelled).text();
        for (var attempt = 1; !attempt(dockerfile); attempt++) {
            var error = output.error();
            if (error.contains(OTHER_PROCESSORS) && !processors.isEmpty()) {
                LOG.infof("Builds use all processors of the engine: %s", error);
                processors = "";
            } else if (attempt == ATTEMPTS || !error.contains(LAYER_VANISHED)) {
                throw new RuntimeFailure(RuntimeFailure.Kind.BUILD_FAILED, error);
            }
            output = new BuildOutput(log);
        }
    }

    /** Whether it succeeded. */
    private boolean attempt(String dockerfile) throws IOException {
        var action = "build image " + spec.image();
        var built = false;
        leftovers.buildBegins();
        try (var tar = new ContextTar(spec.context(), BuildRequest.extras(spec.context(), dockerfile))) {
            var connection = connect(tar);
            try (var stream = EngineStream.open(action, connection, BuildRequest.of(spec, network, processors, tar))) {
                read(stream);
            }
            built = output.error().isEmpty();
            if (built && !output.isComplete()) {
                throw new RuntimeFailure(
                        RuntimeFailure.Kind.UNAVAILABLE, "Could not " + action + ": the engine broke off its answer");
            }
            return built;
        } finally {
            output.end();
            leftovers.buildEnds(built ? "" : output.lastLayer());
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

    private static void closeConnection(DockerHttpClient connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("Closing a build's connection failed", e);
        }
    }
}
