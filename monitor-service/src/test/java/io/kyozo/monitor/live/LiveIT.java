package io.kyozo.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.event.MetricAlert;
import io.kyozo.contracts.event.MetricSamples;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class LiveIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/api/v1/live")
    URI live;

    @Inject
    Transactions transactions;

    private final Deployed deployed = new Deployed();

    @Test
    void tellsHowThingsStandThenWhatHappens() throws Exception {
        Deployed.send(deployed.says(InstanceState.STOPPED, Deployed.http("/")));
        Deployed.send(alert(1));
        // Two topics are not ordered among themselves: both events are to be in the snapshot.
        await().atMost(LONG).until(() -> told() == 2);
        try (Client client = connect("", bearer(deployed.team))) {
            assertThat(client.next().get("type").asText()).isEqualTo("snapshot");
            Deployed.send(alert(2));
            JsonNode event = client.next();
            assertThat(event.get("topic").asText()).isEqualTo("metric-alert");
            assertThat(event.get("subject").asText()).isEqualTo(deployed.service.toString());
            assertThat(event.get("data").get("metric").asText()).isEqualTo("cpu.utilisation");
            assertThat(event.get("correlationId").asText()).isEqualTo("corr-2");
        }
        try (Client client = connect("", bearer(deployed.team))) {
            JsonNode snapshot = client.next();
            assertThat(snapshot.get("services").get(0).get("service").asText()).isEqualTo("web");
            assertThat(snapshot.get("services").get(0).get("health").asText()).isEqualTo("UNKNOWN");
            assertThat(snapshot.get("deployments").get(0).get("workspaceName").asText())
                    .isEqualTo("todo");
        }
    }

    @Test
    void resumesWithoutGapOrRepeat() throws Exception {
        long position;
        try (Client client = connect("", bearer(deployed.team))) {
            client.next();
            Deployed.send(alert(1));
            position = client.next().get("position").asLong();
        }
        for (int n = 2; n <= 5; n++) {
            Deployed.send(alert(n));
        }
        try (Client client = connect("?after=" + position, bearer(deployed.team))) {
            for (int n = 2; n <= 5; n++) {
                JsonNode event = client.next();
                assertThat(event.get("type").asText()).isEqualTo("event");
                assertThat(event.get("correlationId").asText()).isEqualTo("corr-" + n);
            }
        }
    }

    @Test
    void aBrowserHandsItsTokenOverAsASubprotocol() throws Exception {
        String carrier = URLEncoder.encode(
                        "quarkus-http-upgrade#Authorization#Bearer " + TestTokens.token(deployed.team, "viewer"),
                        StandardCharsets.UTF_8)
                .replace("+", "%20");
        try (Client client = connect("", builder -> builder.subprotocols("bearer-token-carrier", carrier))) {
            assertThat(client.next().get("type").asText()).isEqualTo("snapshot");
        }
    }

    @Test
    void anotherTeamHearsNothing() throws Exception {
        UUID other = UUID.randomUUID();
        try (Client stranger = connect("", bearer(other));
                Client own = connect("", bearer(deployed.team))) {
            JsonNode snapshot = stranger.next();
            assertThat(snapshot.get("services")).isEmpty();
            own.next();
            Deployed.send(alert(1));
            assertThat(own.next().get("topic").asText()).isEqualTo("metric-alert");
            assertThat(stranger.messages.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void whoHasNoTokenIsNotLetIn() {
        assertThatThrownBy(() -> connect("", builder -> {})).hasStackTraceContaining("WebSocketHandshakeException");
    }

    @Test
    void serverSentEventsTellTheSameAndResume() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        Deployed.send(alert(1));
        await().atMost(LONG).until(() -> told() == 1);
        String position;
        try (var lines = sse(http, null)) {
            var seen = lines.filter(line -> !line.isBlank()).iterator();
            position = seen.next();
            assertThat(position).startsWith("id:");
            assertThat(seen.next()).startsWith("data:").contains("\"type\":\"snapshot\"");
            Deployed.send(alert(2));
            assertThat(seen.next()).startsWith("id:");
            assertThat(seen.next()).contains("corr-2");
        }
        try (var lines = sse(http, position.substring(3).trim())) {
            var seen = lines.filter(line -> !line.isBlank()).iterator();
            assertThat(seen.next()).startsWith("id:");
            assertThat(seen.next()).contains("\"type\":\"event\"", "corr-2");
        }
    }

    @Test
    void tellsOfLogsAndMetricsWhereTheyAreAskedFor() throws Exception {
        Deployed.send(deployed.says(InstanceState.STOPPED, Deployed.http("/")));
        await().atMost(LONG).until(() -> told() == 1);
        String logs = "logs/" + deployed.service;
        String metrics = "metrics/" + deployed.service;
        try (Client client = connect("", bearer(deployed.team));
                Client deaf = connect("", bearer(deployed.team));
                Client stranger = connect("", bearer(UUID.randomUUID()))) {
            client.next();
            deaf.next();
            stranger.next();
            ask(client, logs);
            ask(client, metrics);
            ask(stranger, logs);
            assertThat(stranger.next().get("type").asText()).isEqualTo("refused");
            assertThat(client.next().get("topic").asText()).isEqualTo(logs);
            assertThat(client.next().get("type").asText()).isEqualTo("subscribed");
            // A listener of a topic begins at its end: what is said before it is there goes past it.
            JsonNode line = saidUntilHeard(client, lines());
            assertThat(line.get("type").asText()).isEqualTo("logs");
            assertThat(line.get("fresh").asBoolean()).isTrue();
            assertThat(line.get("data").get("lines").get(0).get("text").asText())
                    .isEqualTo("listening");
            JsonNode sample = saidUntilHeard(client, samples());
            while (!sample.get("type").asText().equals("metrics")) {
                sample = client.next();
            }
            assertThat(sample.get("topic").asText()).isEqualTo(metrics);
            assertThat(sample.get("data").get("values").get("cpu").asDouble()).isEqualTo(0.25);
            assertThat(deaf.messages).isEmpty();
            assertThat(stranger.messages).isEmpty();
        }
    }

    private static JsonNode saidUntilHeard(Client client, Event<?> event) throws Exception {
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
            Deployed.send(event);
            return !client.messages.isEmpty();
        });
        return client.next();
    }

    private static void ask(Client client, String topic) {
        client.socket
                .sendText("{\"subscribe\":\"" + topic + "\"}", true)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private Event<LogLines> lines() {
        var line = new LogLines.Line(Instant.EPOCH, "output", "info", Uuid7.next(), null, "listening");
        var data = new LogLines(deployed.service, Uuid7.next(), 0, List.of(line));
        return Event.of(EventType.LOG_LINES, "deployer", deployed.service, deployed.team, "c", 1, data);
    }

    private Event<MetricSamples> samples() {
        var sample = new MetricSamples.ServiceSample(deployed.service, Map.of("cpu", 0.25));
        var data = new MetricSamples(deployed.workspace, Instant.EPOCH, List.of(sample));
        return Event.of(EventType.METRIC_SAMPLES, "metrics", deployed.workspace, deployed.team, "c", 1, data);
    }

    private Stream<String> sse(HttpClient http, String last) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(live + "-events"))
                .header("Authorization", "Bearer " + TestTokens.token(deployed.team, "viewer"));
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    private long told() {
        return transactions
                .query("select count(*) as n from feed_entry where team_id = $1", deployed.team)
                .await()
                .atMost(LONG)
                .get(0)
                .getLong("n");
    }

    private Event<MetricAlert> alert(long n) {
        MetricAlert data = new MetricAlert(
                Uuid7.next(),
                Uuid7.next(),
                deployed.service,
                "web",
                deployed.workspace,
                "cpu.utilisation",
                0.9,
                0.8,
                MetricAlert.State.FIRING);
        return Event.of(EventType.METRIC_ALERT, "metrics", deployed.service, deployed.team, "corr-" + n, n, data);
    }

    private static Consumer<WebSocket.Builder> bearer(UUID team) {
        return builder -> builder.header("Authorization", "Bearer " + TestTokens.token(team, "viewer"));
    }

    private Client connect(String query, Consumer<WebSocket.Builder> auth) throws Exception {
        Client client = new Client();
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        auth.accept(builder);
        URI uri = URI.create(live.toString().replaceFirst("^http", "ws") + query);
        client.socket = builder.buildAsync(uri, client).get(20, TimeUnit.SECONDS);
        return client;
    }

    private static final class Client implements WebSocket.Listener, AutoCloseable {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        WebSocket socket;

        JsonNode next() throws Exception {
            String message = messages.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return JSON.readTree(message);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
