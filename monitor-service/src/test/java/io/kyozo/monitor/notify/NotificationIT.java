package io.kyozo.monitor.notify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.MetricAlert;
import io.kyozo.contracts.event.MetricAlert.State;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.notify.app.ChannelStore;
import io.kyozo.monitor.notify.app.SigningKey;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class NotificationIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Inject
    SigningKey key;

    @Inject
    Transactions transactions;

    @Inject
    ChannelStore store;

    private final Deployed deployed = new Deployed();
    private final UUID rule = Uuid7.next();
    private final Hook hook = new Hook();
    private long sequence;

    @AfterEach
    void close() {
        hook.close();
    }

    @Test
    void aWebhookIsToldWhatFiresAndWhatIsResolvedAndCanCheckWhoSaysSo() throws Exception {
        String channel = channel("WEBHOOK", hook.url());
        hook.status = 503;
        say(State.FIRING);
        await().atMost(LONG).until(() -> hook.taken.size() == 1);
        hook.status = 200;
        await().atMost(LONG).until(() -> hook.taken.size() == 2);
        Hook.Request again = hook.taken.get(1);
        assertThat(again.header("Kyozo-Delivery")).isEqualTo(hook.taken.get(0).header("Kyozo-Delivery"));
        String signed = again.header("Kyozo-Signature");
        Instant at = Instant.ofEpochSecond(Long.parseLong(signed.substring(2, signed.indexOf(','))));
        assertThat(signed).isEqualTo(key.signature().sign(UUID.fromString(channel), at, again.body()));
        assertThat(again.body()).contains("\"kind\":\"METRIC\"", "cpu.utilisation", "\"resolved\":[]");
        say(State.RESOLVED);
        await().atMost(LONG).until(() -> hook.taken.size() == 3);
        assertThat(hook.taken.get(2).body()).contains("Resolved: web");
    }

    @Test
    void nobodyIsToldOfWhatIsSilenced() {
        channel("SLACK", hook.url());
        String silence = """
                {"data":{"type":"silences","attributes":{"service":"web","endsAt":"%s","reason":"we are at it"}}}
                """.formatted(Instant.now().plusSeconds(600));
        String id = post("operator", "/api/v1/silences", silence)
                .statusCode(201)
                .extract()
                .path("data.id");
        say(State.FIRING);
        await().atMost(LONG).until(() -> alerts().size() == 1);
        post("operator", "/api/v1/notification-channels/" + channels().get(0) + "/test", "")
                .statusCode(202);
        await().atMost(LONG).until(() -> hook.taken.size() == 1);
        assertThat(hook.taken.get(0).body()).isEqualTo("{\"text\":\"[kyozo] This channel works\"}");
        as("operator").delete("/api/v1/silences/" + id).then().statusCode(204);
        await().atMost(LONG).until(() -> hook.taken.size() == 2);
        assertThat(hook.taken.get(1).body()).contains("FIRING since");
        assertThat(as("operator").get("/api/v1/alert-audit").jsonPath().getList("data.attributes.action"))
                .containsExactly("silence.ended", "channel.tried", "silence.created", "channel.created");
    }

    @Test
    void mailIsSent() throws Exception {
        int port = ConfigProvider.getConfig().getValue("kyozo.monitor.notification.smtp.port", Integer.class);
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            channel("EMAIL", "ops@example.com");
            say(State.FIRING);
            await().atMost(LONG).until(() -> server.getReceivedMessages().length == 1);
            var mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("[kyozo] 1 firing: web");
            assertThat(mail.getContent().toString()).contains("cpu.utilisation is 0.9");
            await().atMost(LONG)
                    .until(() -> as("viewer")
                                    .get("/api/v1/notifications")
                                    .jsonPath()
                                    .getString("data[0].attributes.deliveredAt")
                            != null);
        } finally {
            server.stop();
        }
    }

    @Test
    void anAlertThatSomebodyTookOnSaysSo() {
        say(State.FIRING);
        await().atMost(LONG).until(() -> alerts().size() == 1);
        String path = "/api/v1/health-alerts/" + alerts().get(0) + "/acknowledge";
        post("viewer", path, "").statusCode(403);
        given().auth()
                .oauth2(TestTokens.token(UUID.randomUUID(), "operator"))
                .contentType(ContentType.JSON)
                .post(path)
                .then()
                .statusCode(404);
        String by = post("operator", path, "").statusCode(200).extract().path("data.attributes.acknowledgedBy");
        assertThat(by).isNotBlank();
    }

    @Test
    void addressesAreNotShownAndForeignChannelsAreNotThere() {
        String id = channel("WEBHOOK", "https://hooks.example.com/T000/secret");
        String shown = as("viewer").get("/api/v1/notification-channels/" + id).path("data.attributes.address");
        assertThat(shown).isEqualTo("https://hooks.example.com/…");
        as("operator")
                .get("/api/v1/notification-channels/" + id + "/signing-secret")
                .then()
                .statusCode(403);
        String other = TestTokens.token(UUID.randomUUID(), "admin");
        given().auth()
                .oauth2(other)
                .get("/api/v1/notification-channels/" + id)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(other)
                .delete("/api/v1/notification-channels/" + id)
                .then()
                .statusCode(404);
        create("viewer", "WEBHOOK", "https://example.com").statusCode(403);
        create("operator", "WEBHOOK", "file:///etc/passwd").statusCode(400);
        create("operator", "EMAIL", "a@b.c\\r\\nBcc: x@y.z").statusCode(400);
    }

    @Test
    void anAddressIsSealedWhereItLies() {
        String id = channel("WEBHOOK", hook.url() + "?token=canary-31337");
        assertThat(stored(id)).doesNotContain("canary-31337");
        // A row from before addresses were sealed.
        var unused = transactions
                .update(
                        "update notification_channel set sealed_address = null, address = $2 where id = $1",
                        UUID.fromString(id),
                        hook.url() + "?token=canary-31337")
                .await()
                .atMost(LONG);
        say(State.FIRING);
        await().atMost(LONG).until(() -> hook.taken.size() == 1);
        // The service does that too, every now and then: it may have been first.
        assertThat(store.sealAnew().await().atMost(LONG)).isLessThanOrEqualTo(1);
        assertThat(stored(id)).doesNotContain("canary-31337");
        assertThat(store.sealAnew().await().atMost(LONG)).isZero();
        say(State.RESOLVED);
        await().atMost(LONG).until(() -> hook.taken.size() == 2);
    }

    /** All that the database has of a channel, its notifications and its trail. */
    private String stored(String channel) {
        return transactions
                .query("""
                        select (select json_agg(c)::text from notification_channel c where id = $1)
                               || coalesce((select json_agg(n)::text from notification n), '')
                               || coalesce((select json_agg(a)::text from alert_audit a), '') as all
                        """, UUID.fromString(channel))
                .await()
                .atMost(LONG)
                .get(0)
                .getString("all");
    }

    private String channel(String kind, String address) {
        return create("operator", kind, address).statusCode(201).extract().path("data.id");
    }

    private ValidatableResponse create(String role, String kind, String address) {
        return post(role, "/api/v1/notification-channels", """
                {"data":{"type":"notification-channels","attributes":{"name":"ops","kind":"%s","address":"%s"}}}
                """.formatted(kind, address));
    }

    private ValidatableResponse post(String role, String path, String body) {
        return as(role).contentType(ContentType.JSON).body(body).post(path).then();
    }

    private io.restassured.specification.RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.token(deployed.team, role));
    }

    private List<String> alerts() {
        return as("viewer")
                .get("/api/v1/health-alerts?filter[open]=true")
                .jsonPath()
                .getList("data.id");
    }

    private List<String> channels() {
        return as("viewer").get("/api/v1/notification-channels").jsonPath().getList("data.id");
    }

    private void say(State state) {
        MetricAlert data = new MetricAlert(
                Uuid7.next(), rule, deployed.service, "web", deployed.workspace, "cpu.utilisation", 0.9, 0.8, state);
        Deployed.send(
                Event.of(EventType.METRIC_ALERT, "metrics", deployed.service, deployed.team, "corr", ++sequence, data));
    }
}
