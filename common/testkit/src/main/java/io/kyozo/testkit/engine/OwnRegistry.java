package io.kyozo.testkit.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A registry of images behind a login, on this host, for one test. */
public final class OwnRegistry implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final String USER = "kyozo";

    private final Path folder;
    private final String address;

    private OwnRegistry(Path folder, String address) {
        this.folder = folder;
        this.address = address;
    }

    /** Empty where none can run here, for want of rights or packages. */
    public static Optional<OwnRegistry> start(Path folder, String password) throws IOException {
        EdgeScript.Outcome outcome = EdgeScript.named("registry.sh")
                .run(
                        Map.of("KYOZO_REGISTRY_PASSWORD", password),
                        START_TIMEOUT,
                        "start",
                        folder.toString(),
                        String.valueOf(freePort()),
                        USER);
        return outcome.code() == 0 ? Optional.of(new OwnRegistry(folder, outcome.output())) : Optional.empty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Host and port, as image names have them. */
    public String address() {
        return address;
    }

    /** A file as {@code docker login} writes it, with this password for the registry. */
    public Path logins(Path file, String password) throws IOException {
        String pair = USER + ":" + password;
        String auth = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(file, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(address, auth));
    }

    @Override
    public void close() {
        EdgeScript.Outcome outcome =
                EdgeScript.named("registry.sh").run(Map.of(), START_TIMEOUT, "stop", folder.toString());
        if (outcome.code() != 0) {
            throw new IllegalStateException("the registry in " + folder + " can't be stopped: " + outcome.messages());
        }
    }
}
