package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.kyozo.runtime.ExecResult;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Commands run inside containers. */
final class Execs {
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int LOOKS = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final EngineConnection engine;

    Execs(EngineConnection engine) {
        this.engine = engine;
    }

    Uni<ExecResult> run(String container, List<String> argv, Duration timeout) {
        var action = "run a command in " + container;
        var deadline = engine.settings().callTimeout().plus(timeout);
        return engine.once(action, deadline, client -> run(client, container, argv, timeout));
    }

    private static ExecResult run(DockerClient client, String container, List<String> argv, Duration timeout)
            throws Exception {
        var id = client.execCreateCmd(container)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(argv.toArray(String[]::new))
                .exec()
                .getId();
        try (var output = new Output()) {
            client.execStartCmd(id).exec(output);
            if (!output.awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RuntimeFailure(
                        RuntimeFailure.Kind.TIMEOUT, "The command in " + container + " did not end within " + timeout);
            }
            return new ExecResult(exitCode(client, id), output.text());
        }
    }

    /** The engine closes a command's streams shortly before it knows the code. */
    static int exitCode(DockerClient client, String id) {
        for (var look = 0; look < LOOKS; look++) {
            var code = client.inspectExecCmd(id).exec().getExitCodeLong();
            if (code != null) {
                return code.intValue();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return -1;
    }

    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void onNext(Frame frame) {
            var left = MAX_OUTPUT - bytes.size();
            bytes.write(frame.getPayload(), 0, Math.min(left, frame.getPayload().length));
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
