package io.kyozo.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.live.app.KeepFeed;
import io.kyozo.monitor.live.app.LiveTopics;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * From an event's transaction to the browsers. {@code -Dkyozo.live.sockets=1000 -Dkyozo.live.events=200} is the load that
 * one instance has to bear; the default shows that it works at all.
 */
@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class LiveFanOutIT {
    private static final System.Logger LOG = System.getLogger(LiveFanOutIT.class.getName());
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SOCKETS = Integer.getInteger("kyozo.live.sockets", 50);
    private static final int EVENTS = Integer.getInteger("kyozo.live.events", 20);
    private static final Pattern SENT = Pattern.compile("sent(?:\":|=)([0-9]+)");

    @TestHTTPResource("/api/v1/live")
    URI live;

    @Inject
    Transactions transactions;

    @Inject
    KeepFeed feed;

    @Inject
    LiveTopics topics;

    private UUID team = UUID.randomUUID();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLongArray nanos = new AtomicLongArray(SOCKETS * EVENTS);

    @Test
    void tellsAllBrowsersWithinAQuarterOfASecond() {
        tell("", this::happen);
    }

    @Test
    void tellsAllWhoLookAtALogWithinAQuarterOfASecond() {
        Deployed deployed = new Deployed();
        team = deployed.team;
        Deployed.send(deployed.says(InstanceState.STOPPED, null));
        await().atMost(LONG).until(() -> count("select count(*) as n from probe_target") == 1);
        UUID stream = Uuid7.next();
        AtomicLong position = new AtomicLong();
        tell("logs/" + deployed.service, () -> {
            var line = new LogLines.Line(Instant.now(), "output", "info", stream, null, "sent=" + System.nanoTime());
            var data = new LogLines(deployed.service, stream, 0, List.of(line));
            topics.said(
                    Event.of(EventType.LOG_LINES, "deployer", deployed.service, team, "c", 1, data),
                    position.incrementAndGet());
        });
    }

    private void tell(String topic, Runnable happens) {
        Vertx vertx = Vertx.vertx();
        try {
            List<WebSocket> sockets = connect(vertx, topic);
            await().atMost(LONG).until(() -> snapshots.get() == SOCKETS && (topic.isEmpty() || asked.get() == SOCKETS));
            for (int i = 0; i < EVENTS; i++) {
                happens.run();
                int told = (i + 1) * SOCKETS;
                await().pollInterval(Duration.ofMillis(20)).atMost(LONG).until(() -> events.get() >= told);
            }
            assertThat(sockets).hasSize(SOCKETS);
            report(topic.isEmpty() ? "feed" : "log");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private long count(String sql) {
        return transactions.query(sql).await().atMost(LONG).get(0).getLong("n");
    }

    private void report(String what) {
        long[] sorted = new long[nanos.length()];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        String figures = String.format(
                "%s, %d sockets, %d events: p50 %.1f ms, p99 %.1f ms, most %.1f ms",
                what,
                SOCKETS,
                EVENTS,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6);
        LOG.log(System.Logger.Level.INFO, figures);
        assertThat(sorted[(int) (sorted.length * 0.99)] / 1_000_000).as(figures).isLessThan(250);
    }

    private List<WebSocket> connect(Vertx vertx, String topic) {
        WebSocketClient client =
                vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS + 1));
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(live.getHost())
                .setPort(live.getPort())
                .setURI(live.getPath())
                .putHeader("Authorization", "Bearer " + TestTokens.token(team, "viewer"));
        List<WebSocket> sockets = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            ClientWebSocket socket = client.webSocket();
            // Before it is connected, so that not even the first message is missed.
            socket.textMessageHandler(this::told);
            WebSocket connected = socket.connect(options)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
            sockets.add(connected);
            if (!topic.isEmpty()) {
                boolean ignored = connected
                        .writeTextMessage("{\"subscribe\":\"" + topic + "\"}")
                        .isComplete();
            }
        }
        return sockets;
    }

    private void told(String message) {
        Matcher sent = SENT.matcher(message);
        if (sent.find()) {
            nanos.set(events.getAndIncrement(), System.nanoTime() - Long.parseLong(sent.group(1)));
        } else if (message.contains("\"subscribed\"")) {
            asked.incrementAndGet();
        } else {
            snapshots.incrementAndGet();
        }
    }

    private void happen() {
        transactions
                .inTransaction(tx ->
                        feed.keep(tx, team, "health-changed", team, Instant.now(), "c", new Stamp(System.nanoTime())))
                .await()
                .atMost(LONG);
    }

    /** When it was sent. */
    record Stamp(long sent) {}
}
