package io.kyozo.testkit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * That a service serves the whole API of the worker engine, to whom it may, and keeps who did what. What each action does
 * in detail is tested with the engine. Each service has a test that extends this. It plays with the one job type that all
 * have, which prunes finished jobs.
 */
public abstract class WorkersApiContract {
    private static final String TYPE = "jobs.prune";
    private static final String QUEUE = "clean-up";
    private static final String NOBODYS = "0190a000-0000-7000-8000-000000000001";
    private static final String ONE =
            "{\"data\":{\"type\":\"jobs\",\"attributes\":{\"jobType\":\"jobs.prune\",\"args\":{}}}}";

    private final UUID team = UUID.randomUUID();

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.token(team, role));
    }

    @CanIgnoreReturnValue
    private ValidatableResponse see(String path) {
        return as("viewer").get(path).then().statusCode(200);
    }

    @CanIgnoreReturnValue
    private ValidatableResponse act(String path, int status) {
        return as("admin").post(path).then().statusCode(status);
    }

    private String enqueue() {
        return as("admin")
                .contentType("application/vnd.api+json")
                .body(ONE)
                .post("/api/v1/jobs")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    private ValidatableResponse scale(String body) {
        return as("admin")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/workers/scale")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void letJobsRunAgain() {
        act("/api/v1/queues/resume", 200);
        as("admin").delete("/api/v1/workers/scale").then().statusCode(200);
    }

    @Test
    void showsWorkersAndQueues() {
        see("/api/v1/workers/stats").body("data.id", hasItem(TYPE)).body("meta.summary.successRate", notNullValue());
        see("/api/v1/workers/" + TYPE).body("data.attributes.queue", equalTo(QUEUE));
        see("/api/v1/workers/queue").body("data.attributes.pending", notNullValue());
        see("/api/v1/queues").body("data.id", hasItem(QUEUE));
        see("/api/v1/queues/" + QUEUE).body("data.attributes.paused", equalTo(false));
        for (String path : List.of("/queues/" + QUEUE, "/api/v1/queues/" + QUEUE)) {
            see(path + "/stats").body("data.attributes.jobTypes", hasItem(TYPE));
            see(path + "/failed");
        }
        see("/api/v1/workflows");
    }

    @Test
    void listsShowsAndCancelsAJobThatWasAskedFor() {
        act("/queues/" + QUEUE + "/pause", 200).body("data[0].attributes.paused", equalTo(true));
        String id = enqueue();
        see("/api/v1/jobs?filter[type]=" + TYPE + "&filter[queue]=" + QUEUE + "&filter[state]=available")
                .body("data.id", contains(id));
        see("/api/v1/jobs/" + id).body("data.attributes.state", equalTo("available"));
        act("/api/v1/jobs/" + id + "/cancel?reason=no", 200).body("data.attributes.state", equalTo("cancelled"));
        act("/api/v1/jobs/" + id + "/retry", 409);
        act("/api/v1/jobs/" + id + "/discard", 409);
        act("/queues/" + QUEUE + "/resume", 200);
        see("/api/v1/queues/" + QUEUE).body("data.attributes.paused", equalTo(false));
        as("admin")
                .get("/api/v1/operator-actions")
                .then()
                .statusCode(200)
                .body(
                        "data.attributes.action",
                        containsInAnyOrder("queue.pause", "job.enqueue", "job.cancel", "queue.resume"))
                .body("data.attributes.actor", hasItem("test-user"));
    }

    @Test
    void handlesDeadLettersOneByOneAndAllThatAFilterMeans() {
        act("/queues/" + QUEUE + "/retry/" + NOBODYS, 404);
        act("/queues/" + QUEUE + "/retry-failed", 200).body("data.attributes.jobs", notNullValue());
        as("admin")
                .delete("/api/v1/queues/" + QUEUE + "/failed/" + NOBODYS)
                .then()
                .statusCode(404);
        act("/api/v1/jobs/retry?filter[queue]=" + QUEUE, 200).body("data.attributes.jobs", notNullValue());
        act("/api/v1/jobs/discard?filter[queue]=" + QUEUE, 200).body("data.attributes.jobs", notNullValue());
    }

    @Test
    void scalesAQueueAndTakesThatBack() {
        scale("{\"target_workers\": 7, \"queue\": \"" + QUEUE + "\"}")
                .body("data[0].attributes.concurrency", equalTo(7));
        see("/api/v1/queues/" + QUEUE).body("data.attributes.concurrency", equalTo(7));
        as("admin").delete("/api/v1/workers/scale?queue=" + QUEUE).then().statusCode(200);
        see("/api/v1/queues/" + QUEUE).body("data.attributes.concurrency", equalTo(1));
    }

    @Test
    void letsOnlyAdminsOperateAndNobodyUnknownLook() {
        for (String path : List.of(
                "/api/v1/workers/scale",
                "/api/v1/queues/pause",
                "/api/v1/queues/resume",
                "/queues/" + QUEUE + "/pause",
                "/queues/" + QUEUE + "/resume",
                "/queues/" + QUEUE + "/retry-failed",
                "/queues/" + QUEUE + "/retry/" + NOBODYS,
                "/api/v1/jobs",
                "/api/v1/jobs/retry?filter[queue]=" + QUEUE,
                "/api/v1/jobs/discard?filter[queue]=" + QUEUE,
                "/api/v1/jobs/" + NOBODYS + "/cancel")) {
            as("operator")
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .post(path)
                    .then()
                    .statusCode(403);
            given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
        }
        for (String path :
                List.of("/api/v1/workers/stats", "/api/v1/workers/queue", "/api/v1/jobs", "/api/v1/queues")) {
            given().get(path).then().statusCode(401);
        }
    }
}
