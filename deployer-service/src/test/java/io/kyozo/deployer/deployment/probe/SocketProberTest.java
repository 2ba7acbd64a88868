package io.kyozo.deployer.deployment.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kyozo.deployer.deployment.app.Prober.Answer;
import io.kyozo.deployer.deployment.app.Prober.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketProberTest {
    private static final Duration TIMEOUT = Duration.ofMillis(800);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOBODY = 1;

    private final SocketProber prober = new SocketProber();

    private Answer ask(String stack, String protocol, String path, int port) {
        var question = new Question(stack, protocol, path, "127.0.0.1", port, TIMEOUT);
        return prober.ask(question).await().atMost(PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({
        "/,        200, true",
        "/,        404, true",
        "/,        302, true",
        "/,        500, false",
        "/healthz, 200, true",
        "/healthz, 404, false",
        "/healthz, 503, false",
    })
    void judgesAPageByItsStatus(String path, int status, boolean ready) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals(path) ? status : 599, -1);
            exchange.close();
        });
        server.start();
        try {
            Answer answer = ask("node", "http", path, server.getAddress().getPort());
            assertThat(answer.ready()).as(answer.saw()).isEqualTo(ready);
            assertThat(answer.saw()).contains("GET " + path + " answered " + status);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isNotReadyWhereNobodyListens() {
        assertThat(ask("node", "http", "/", NOBODY).ready()).isFalse();
        assertThat(ask("rabbitmq", "tcp", "", NOBODY).ready()).isFalse();
    }

    @Test
    void takesAConnectionThatStaysOpenForReadiness() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(ask("rabbitmq", "tcp", "", silent.getLocalPort()).ready())
                    .isTrue();
        }
    }

    /** As a proxy does before a container in which nobody listens yet. */
    @Test
    void takesAConnectionThatIsClosedAtOnceForNone() throws IOException {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var unused = CompletableFuture.runAsync(() -> accept(proxy, false));
            Answer answer = ask("rabbitmq", "tcp", "", proxy.getLocalPort());
            assertThat(answer.ready()).isFalse();
            assertThat(answer.saw()).contains("closes the connection at once");
        }
    }

    @Test
    void greetsADatabaseAndWaitsForItsWord() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket awake = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(ask("postgres", "tcp", "", silent.getLocalPort()).ready())
                    .as("it has the connection, but does not speak")
                    .isFalse();
            var unused = CompletableFuture.runAsync(() -> accept(awake, true));
            assertThat(ask("postgres", "tcp", "", awake.getLocalPort()).ready()).isTrue();
        }
    }

    private static void accept(ServerSocket server, boolean answer) {
        try (Socket accepted = server.accept()) {
            if (answer) {
                accepted.getOutputStream().write('N');
                accepted.getOutputStream().flush();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
