package io.kyozo.runtime.docker;

import io.kyozo.runtime.ContentReader;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Commands inside containers that read and print any amount of data. */
final class Pipes {
    private final EngineConnection engine;

    Pipes(EngineConnection engine) {
        this.engine = engine;
    }

    <T> Uni<T> run(String container, List<String> argv, InputStream input, Duration timeout, ContentReader<T> reader) {
        var action = "run " + argv.get(0) + " in " + container;
        return Uni.createFrom().deferred(() -> {
            var connection = new HijackedConnection(engine.settings().host());
            return engine.blocking(action, () -> talk(connection, container, argv, input, reader))
                    .onCancellation()
                    .invoke(connection::close)
                    .ifNoItem()
                    .after(timeout)
                    .failWith(() -> new RuntimeFailure(
                            RuntimeFailure.Kind.TIMEOUT, "Could not " + action + " within " + timeout));
        });
    }

    private <T> T talk(
            HijackedConnection connection,
            String container,
            List<String> argv,
            InputStream input,
            ContentReader<T> reader)
            throws IOException {
        var client = engine.client();
        var id = client.execCreateCmd(container)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(argv.toArray(String[]::new))
                .exec()
                .getId();
        try (connection) {
            connection.open("/exec/" + id + "/start", "{\"Detach\":false,\"Tty\":false}");
            var feeding = new Feeding(input, connection);
            engine.workers().execute(feeding);
            try (var output = new CommandOutput(connection, () -> Execs.exitCode(client, id), feeding)) {
                var result = reader.read(output);
                // A reader may stop before the end, where a failure would show.
                output.transferTo(OutputStream.nullOutputStream());
                return result;
            }
        }
    }
}
