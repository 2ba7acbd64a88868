package io.kyozo.runtime.docker;

import io.kyozo.runtime.LogLine;
import io.kyozo.runtime.LogPump;
import io.smallrye.mutiny.Multi;

/** What containers print, from the engine's json-file log. */
final class Logs {
    private final EngineConnection engine;

    Logs(EngineConnection engine) {
        this.engine = engine;
    }

    Multi<LogLine> read(String container, int tail, boolean follow) {
        var action = "read the log of " + container;
        return LogPump.read(
                () -> new LogFrames(EngineStream.open(action, engine.newHttp(1), request(container, tail, follow))),
                engine.workers(),
                failure -> DockerFailures.translate(action, failure));
    }

    private static com.github.dockerjava.transport.DockerHttpClient.Request request(
            String container, int tail, boolean follow) {
        return new Query("/containers/" + Query.segment(container) + "/logs")
                .with("stdout", 1)
                .with("stderr", 1)
                .with("timestamps", 1)
                .with("tail", Math.max(0, tail))
                .with("follow", follow ? 1 : 0)
                .get();
    }
}
