package io.kyozo.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.context.ContextTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The request for a build by the engine's classic builder. In plain HTTP, because docker-java's command knows no CPU
 * quota and can't be stopped while it sends the context.
 */
final class BuildRequest {
    private static final String DOCKERFILE = ".kyozo.Dockerfile";
    private static final String IGNORE = ".dockerignore";
    private static final long PERIOD_MICROS = 100_000;
    /** A sixteenth of a container's usual weight: services that run come first. */
    private static final int CPU_SHARES = 64;

    private BuildRequest() {}

    /** The Dockerfile under a name of our own, which the engine drops from the context as its ignore file says. */
    static Map<String, byte[]> extras(Path context, String dockerfile) throws IOException {
        var own = context.resolve(IGNORE);
        var rules = Files.isRegularFile(own) ? Files.readString(own) : "";
        var ignore = rules + "\n" + IGNORE + "\n" + DOCKERFILE + "\n";
        return Map.of(DOCKERFILE, ContextTar.bytes(dockerfile), IGNORE, ContextTar.bytes(ignore));
    }

    /** @param processors that its steps may use, such as {@code 1-3}; empty for all */
    static Request of(BuildSpec spec, String network, String processors, InputStream context) {
        var query = new Query("/build")
                .with("dockerfile", DOCKERFILE)
                .with("t", spec.image())
                .with("rm", 1)
                .with("forcerm", 1)
                .with("buildargs", json(spec.arguments()))
                .with("networkmode", network)
                .with("cpushares", CPU_SHARES);
        if (!processors.isEmpty()) {
            query.with("cpusetcpus", processors);
        }
        if (!spec.target().isEmpty()) {
            query.with("target", spec.target());
        }
        if (spec.limits().memoryBytes() > 0) {
            query.with("memory", spec.limits().memoryBytes())
                    .with("memswap", spec.limits().memoryBytes());
        }
        if (spec.limits().cpus() > 0) {
            query.with("cpuperiod", PERIOD_MICROS)
                    .with("cpuquota", Math.max(1_000, (long) (spec.limits().cpus() * PERIOD_MICROS)));
        }
        return Request.builder()
                .method(Request.Method.POST)
                .path(query.text())
                .putHeader("Content-Type", "application/x-tar")
                .body(context)
                .build();
    }

    private static String json(Map<String, String> values) {
        var object = EngineStream.JSON.createObjectNode();
        values.forEach(object::put);
        return object.toString();
    }
}
