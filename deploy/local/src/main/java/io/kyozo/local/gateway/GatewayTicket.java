package io.kyozo.local.gateway;

import io.kyozo.home.AtomicFile;
import io.kyozo.home.ProcessIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a gateway says of itself once it listens, so that a later launcher finds it.
 *
 * @param process its own
 * @param host address that it listens on
 * @param port of that address
 * @param controlPort of its control API, on the loopback address
 * @param build what it was made of; another build's gateway is replaced
 */
public record GatewayTicket(ProcessIdentity process, String host, int port, int controlPort, String build) {
    /** The ticket of the gateway that runs; empty where none does. */
    public static Optional<GatewayTicket> read(Path file) throws IOException {
        try {
            JsonObject json = new JsonObject(Buffer.buffer(Files.readAllBytes(file)));
            ProcessIdentity process =
                    new ProcessIdentity(json.getLong("pid", 0L), Instant.parse(json.getString("startedAt", "")));
            return Optional.of(new GatewayTicket(
                            process,
                            json.getString("host", ""),
                            json.getInteger("port", 0),
                            json.getInteger("controlPort", 0),
                            json.getString("build", "")))
                    .filter(ticket -> ticket.process().find().isPresent());
        } catch (NoSuchFileException | DecodeException | ClassCastException | DateTimeException none) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        JsonObject json = new JsonObject()
                .put("pid", process.pid())
                .put("startedAt", process.startedAt().toString())
                .put("host", host)
                .put("port", port)
                .put("controlPort", controlPort)
                .put("build", build);
        AtomicFile.write(file, json.encodePrettily().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it listens where another one is to. */
    public boolean listensOn(String otherHost, int otherPort) {
        return host.equals(otherHost) && port == otherPort;
    }
}
