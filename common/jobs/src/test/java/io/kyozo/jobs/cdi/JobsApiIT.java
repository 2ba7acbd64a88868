package io.kyozo.jobs.cdi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "jobs"), @ResourceArg(name = "kafka", value = "false")})
class JobsApiIT {
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

    @Inject
    SystemErrors systemErrors;

    @Inject
    Jobs jobs;

    @Inject
    EchoHandler handler;

    @Inject
    JobTables tables;

    private final UUID team = UUID.randomUUID();

    @BeforeEach
    void failWhatIsToldTo() {
        handler.on("fails", job -> Uni.createFrom().failure(new IllegalStateException("no")));
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.token(team, role));
    }

    private ValidatableResponse post(String path) {
        return as("admin").post(path).then();
    }

    private UUID enqueue(String name, Instant at) {
        return jobs.enqueue(JobRequest.of("test.echo", new TestArgs(name, 1))
                        .team(team)
                        .notBefore(at))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private UUID letter() {
        UUID id = enqueue("fails", null);
        tables.awaitState(id, "discarded");
        return id;
    }

    @Test
    void saysWhatEachWorkerHasDoneAndAllOfThem() {
        tables.awaitState(enqueue("plain", null), "completed");
        letter();
        JobTables.await()
                .untilAsserted(() -> as("viewer")
                        .get("/api/v1/workers/stats")
                        .then()
                        .statusCode(200)
                        .contentType("application/vnd.api+json")
                        .body("data.find { it.id == 'test.echo' }.attributes.processed", greaterThanOrEqualTo(4))
                        .body("data.find { it.id == 'test.echo' }.attributes.succeeded", greaterThanOrEqualTo(1))
                        .body("data.find { it.id == 'test.echo' }.attributes.failed", greaterThanOrEqualTo(3))
                        .body("data.find { it.id == 'test.echo' }.attributes.lastActiveAt", notNullValue())
                        .body("data.find { it.id == 'test.echo' }.attributes.active", equalTo(0))
                        .body("meta.summary.processed", greaterThanOrEqualTo(4)));
        as("viewer")
                .get("/api/v1/workers/test.echo")
                .then()
                .statusCode(200)
                .body("data.attributes.queue", equalTo("health"))
                .body("data.attributes.maxAttempts", equalTo(3));
        as("viewer")
                .get("/api/v1/workers/test.ecko")
                .then()
                .statusCode(404)
                .body("detail", containsString("did you mean \"test.echo\"?"));
    }

    @Test
    void countsJobsByStateAndType() {
        letter();
        enqueue("later", TOMORROW);
        as("viewer")
                .get("/api/v1/workers/queue")
                .then()
                .statusCode(200)
                .body("data.attributes.total", equalTo(2))
                .body("data.attributes.pending", equalTo(1))
                .body("data.attributes.failed", equalTo(1))
                .body("data.attributes.byType.'test.echo'", equalTo(1));
        for (String path : List.of("/api/v1/queues/health/stats", "/queues/health/stats")) {
            as("viewer")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("data.type", equalTo("queue-stats"))
                    .body("data.attributes.jobs.discarded", equalTo(1))
                    .body("data.attributes.jobs.scheduled", equalTo(1))
                    .body("data.attributes.jobTypes", hasItem("test.echo"));
        }
        as("viewer").get("/api/v1/queues").then().statusCode(200).body("data.id", hasItems("health", "clean-up"));
        as("viewer")
                .get("/queues/helth/stats")
                .then()
                .statusCode(404)
                .body("detail", containsString("did you mean \"health\"?"));
    }

    @Test
    void scalesOneQueueOrAllAndKeepsIt() {
        scale("{\"target_workers\": 7, \"queue\": \"health\"}")
                .statusCode(200)
                .body("data.id", contains("health"))
                .body("data[0].attributes.concurrency", equalTo(7))
                .body("data[0].attributes.configuredConcurrency", equalTo(10));
        scale("{\"target_workers\": 3}").statusCode(200).body("data.attributes.concurrency", not(hasItem(7)));
        as("viewer").get("/api/v1/queues/analysis").then().body("data.attributes.concurrency", equalTo(3));
        as("admin").delete("/api/v1/workers/scale?queue=analysis").then().statusCode(200);
        as("viewer").get("/api/v1/queues/analysis").then().body("data.attributes.concurrency", equalTo(3));
        as("admin")
                .delete("/api/v1/workers/scale")
                .then()
                .body("data.find { it.id == 'health' }.attributes.concurrency", equalTo(10));
        scale("{\"target_workers\": 21}").statusCode(400).body("errors[0].detail", containsString("1 to 20"));
        scale("{}").statusCode(400);
        scale("{\"target_workers\": 3, \"queue\": \"helth\"}").statusCode(404);
    }

    private ValidatableResponse scale(String body) {
        return as("admin")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/workers/scale")
                .then();
    }

    @Test
    void pausesAndResumesOneQueueOrAll() {
        post("/queues/health/pause").statusCode(200).body("data[0].attributes.paused", equalTo(true));
        UUID held = enqueue("plain", null);
        post("/api/v1/queues/pause").statusCode(200).body("data.attributes.paused", not(hasItem(false)));
        assertThat(tables.state(held)).isEqualTo("available");
        post("/api/v1/queues/resume").statusCode(200).body("data.attributes.paused", not(hasItem(true)));
        tables.awaitState(held, "completed");
    }

    @Test
    void listsDeadLettersAndBringsThemBack() {
        UUID first = letter();
        UUID second = letter();
        as("viewer")
                .get("/queues/health/failed")
                .then()
                .statusCode(200)
                .body("data.id", contains(second.toString(), first.toString()))
                .body("data[0].attributes.errors", hasSize(3))
                .body("data[0].attributes.args.name", equalTo("fails"));
        handler.on("fails", job -> Uni.createFrom().item(io.kyozo.jobs.WorkResult.done()));
        post("/queues/health/retry/" + first).statusCode(200).body("data.attributes.jobs", equalTo(1));
        tables.awaitState(first, "completed");
        post("/queues/health/retry/" + first).statusCode(404);
        post("/queues/health/retry-failed").statusCode(200).body("data.attributes.jobs", equalTo(1));
        tables.awaitState(second, "completed");
    }

    @Test
    void discardsADeadLetter() {
        UUID id = letter();
        as("admin").delete("/api/v1/queues/health/failed/" + id).then().statusCode(204);
        as("admin").delete("/api/v1/queues/health/failed/" + id).then().statusCode(404);
        post("/api/v1/jobs/" + letter() + "/discard").statusCode(200);
        assertThat(tables.state(id)).isEqualTo("none");
    }

    @Test
    void findsAndPagesJobs() {
        UUID first = enqueue("needle", TOMORROW);
        UUID second = enqueue("later", TOMORROW);
        as("viewer")
                .get("/api/v1/jobs?filter[queue]=health&page[size]=1")
                .then()
                .statusCode(200)
                .body("data.id", contains(second.toString()))
                .body("links.next", notNullValue());
        as("viewer").get("/api/v1/jobs?filter[search]=NEEDLE").then().body("data.id", contains(first.toString()));
        as("viewer").get("/api/v1/jobs?filter[state]=completed").then().body("data", hasSize(0));
        as("viewer").get("/api/v1/jobs?filter[sate]=x").then().statusCode(400);
        as("viewer")
                .get("/api/v1/jobs/" + first)
                .then()
                .statusCode(200)
                .body("data.attributes.state", equalTo("scheduled"))
                .body("data.attributes.jobType", equalTo("test.echo"))
                .body("data.attributes.teamId", equalTo(team.toString()));
    }

    @Test
    void showsNobodyTheJobsOfAnotherTeam() {
        UUID own = enqueue("later", TOMORROW);
        RequestSpecification other = given().auth().oauth2(TestTokens.token(UUID.randomUUID(), "admin"));
        other.get("/api/v1/jobs/" + own).then().statusCode(404);
        other.get("/api/v1/jobs").then().statusCode(200).body("data", hasSize(0));
        other.post("/api/v1/jobs/" + own + "/cancel").then().statusCode(404);
        assertThat(tables.state(own)).isEqualTo("scheduled");
    }

    @Test
    void enqueuesOnlyTypesThatAllowItOnceForAnIdempotencyKey() {
        String body = "{\"data\":{\"type\":\"jobs\",\"attributes\":{\"jobType\":\"test.echo\","
                + "\"args\":{\"name\":\"asked\",\"times\":1},\"priority\":\"HIGH\"}}}";
        String id = ask(body, "key-1").statusCode(201).extract().path("data.id");
        ask(body, "key-1").statusCode(201).body("data.id", equalTo(id));
        tables.awaitState(UUID.fromString(id), "completed");
        ask(body.replace("test.echo", "test.ecko"), "key-2")
                .statusCode(400)
                .body("detail", containsString("Did you mean \"test.echo\"?"));
        ask(body.replace("test.echo", "test.closed"), "key-3").statusCode(400);
        ask(body.replace("\"times\":1", "\"times\":\"often\""), "key-4").statusCode(400);
    }

    private ValidatableResponse ask(String body, String key) {
        return as("admin")
                .header("Idempotency-Key", key)
                .contentType("application/vnd.api+json")
                .body(body)
                .post("/api/v1/jobs")
                .then();
    }

    @Test
    void cancelsAJobAndRefusesWhatIsOver() {
        UUID waiting = enqueue("later", TOMORROW);
        post("/api/v1/jobs/" + waiting + "/cancel?reason=not needed")
                .statusCode(200)
                .body("data.attributes.state", equalTo("cancelled"))
                .body("data.attributes.reason", equalTo("not needed"));
        post("/api/v1/jobs/" + waiting + "/cancel").statusCode(409).body("state", equalTo("cancelled"));
        post("/api/v1/jobs/" + waiting + "/retry").statusCode(409);
    }

    @Test
    void handlesDeadLettersInBulkByFilterOnly() {
        UUID id = letter();
        post("/api/v1/jobs/retry").statusCode(400).body("detail", containsString("filter[queue]"));
        post("/api/v1/jobs/retry?filter[search]=nothing").statusCode(200).body("data.attributes.jobs", equalTo(0));
        post("/api/v1/jobs/discard?filter[type]=test.echo&filter[state]=available")
                .statusCode(400);
        post("/api/v1/jobs/discard?filter[type]=test.echo").statusCode(200).body("data.attributes.jobs", equalTo(1));
        assertThat(tables.state(id)).isEqualTo("none");
    }

    @Test
    void keepsWhatOperatorsDid() {
        UUID id = enqueue("later", TOMORROW);
        post("/api/v1/queues/health/pause");
        post("/api/v1/jobs/" + id + "/cancel?reason=no");
        post("/api/v1/queues/health/resume");
        as("admin")
                .get("/api/v1/operator-actions")
                .then()
                .statusCode(200)
                .body("data.attributes.action", contains("queue.resume", "job.cancel", "queue.pause"))
                .body("data[1].attributes.target", equalTo(id.toString()))
                .body("data[1].attributes.detail.reason", equalTo("no"))
                .body("data[1].attributes.actor", equalTo("test-user"));
        given().auth()
                .oauth2(TestTokens.token(UUID.randomUUID(), "admin"))
                .get("/api/v1/operator-actions")
                .then()
                .body("data", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/workers/scale",
                "/api/v1/queues/pause",
                "/api/v1/queues/resume",
                "/api/v1/queues/health/pause",
                "/queues/health/resume",
                "/api/v1/queues/health/retry-failed",
                "/api/v1/queues/health/retry/0190a000-0000-7000-8000-000000000001",
                "/api/v1/jobs",
                "/api/v1/jobs/retry?filter[queue]=health",
                "/api/v1/jobs/discard?filter[queue]=health",
                "/api/v1/jobs/0190a000-0000-7000-8000-000000000001/cancel",
                "/api/v1/jobs/0190a000-0000-7000-8000-000000000001/retry",
                "/api/v1/jobs/0190a000-0000-7000-8000-000000000001/discard"
            })
    void onlyAdminsOperate(String path) {
        as("operator")
                .contentType(ContentType.JSON)
                .body("{}")
                .post(path)
                .then()
                .statusCode(403);
        given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
    }

    @Test
    void tellsItsHealthUnderBothAddresses() {
        for (String path : List.of("/health/live", "/health/ready", "/q/health/live", "/q/health/ready")) {
            given().get(path).then().statusCode(200).body("status", equalTo("UP"));
        }
    }

    @Test
    void isReadyButNotWellAfterASystemError() {
        systemErrors.raised("test.echo");
        for (String path : List.of("/health", "/q/health")) {
            given().get(path).then().statusCode(503).body("status", equalTo("DOWN"));
        }
        given().get("/health/ready").then().statusCode(200);
    }
}
