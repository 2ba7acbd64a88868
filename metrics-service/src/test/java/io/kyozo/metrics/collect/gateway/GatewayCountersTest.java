package io.kyozo.metrics.collect.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.kyozo.metrics.collect.app.CollectConfig;
import io.kyozo.metrics.collect.app.ProxyCounters.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayCountersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID TWO = new UUID(1, 2);

    private final AtomicReference<String> answer = new AtomicReference<>("");
    private final AtomicReference<String> token = new AtomicReference<>();
    private HttpServer gateway;

    @BeforeEach
    void listen() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/control/routes", exchange -> {
            token.set(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private Map<UUID, Requests> read(Optional<String> address) {
        return new GatewayCounters(new Gateway(address), new Patience(), new ObjectMapper())
                .read()
                .await()
                .atMost(PATIENCE);
    }

    private Map<UUID, Requests> read() {
        return read(Optional.of("http://127.0.0.1:" + gateway.getAddress().getPort()));
    }

    @Test
    void eachReplicaHasItsOwnWhateverRouteItIsOn() {
        answer.set("""
            {"routes": [
              {"host": "api.shop.localhost", "targets": [
                {"id": "%s", "requests": 7, "errors": 1, "waitNanos": 9000000000},
                {"id": "by-hand", "requests": 3, "errors": 0, "waitNanos": 1}]},
              {"host": "web.shop.localhost", "targets": [{"id": "%s"}]}]}\
            """.formatted(ONE, TWO));
        assertThat(read())
                .containsOnly(
                        Map.entry(ONE, new Requests(7, 1, 9_000_000_000L)), Map.entry(TWO, new Requests(0, 0, 0)));
        assertThat(token).hasValue("Bearer secret");
    }

    @Test
    void withoutAGatewayNothingIsKnown() {
        assertThat(read(Optional.empty())).isEmpty();
    }

    @Test
    void anAnswerThatIsNoJsonFails() {
        answer.set("<html>");
        assertThatThrownBy(this::read).hasMessageContaining("no JSON");
    }

    private record Gateway(Optional<String> controlUrl) implements GatewayConfig {
        @Override
        public Optional<String> controlToken() {
            return Optional.of("secret");
        }
    }

    private record Patience() implements CollectConfig {
        @Override
        public Duration timeout() {
            return PATIENCE;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public boolean kernelFiles() {
            return true;
        }

        @Override
        public Duration buffer() {
            return PATIENCE;
        }

        @Override
        public Duration diskInterval() {
            return PATIENCE;
        }
    }
}
