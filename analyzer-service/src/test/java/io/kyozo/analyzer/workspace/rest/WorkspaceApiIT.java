package io.kyozo.analyzer.workspace.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "analyzer"))
class WorkspaceApiIT {
    private static final UUID TEAM = UUID.randomUUID();
    private static final String TOKEN = TestTokens.token(TEAM, "operator");

    @Inject
    Transactions transactions;

    @Test
    void makesAWorkspaceOnceAndFindsItThen() {
        Response made = create(TOKEN, "shop");
        assertThat(made.statusCode()).isEqualTo(201);
        String id = made.path("data.id");
        assertThat(made.header("Location")).endsWith("/api/v1/workspaces/" + id);
        Response found = create(TOKEN, "shop");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.<String>path("data.id")).isEqualTo(id);
        assertThat(events()).containsExactly("WORKSPACE_CHANGED 1");
    }

    @Test
    void oneWorkspaceComesOfManyConcurrentWishes() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            Callable<String> call = () -> create(TOKEN, "race").path("data.id");
            List<Future<String>> answers =
                    pool.invokeAll(Stream.generate(() -> call).limit(6).toList());
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isNotNull().isEqualTo(answers.get(0).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void retitlesListsAndRemoves() {
        String id = create(TOKEN, "shop").path("data.id");
        json(TOKEN)
                .body("{\"data\":{\"type\":\"workspaces\",\"attributes\":{\"title\":\"The shop\"}}}")
                .patch("/api/v1/workspaces/" + id)
                .then()
                .statusCode(200)
                .body("data.attributes.title", equalTo("The shop"))
                .body("data.attributes.name", equalTo("shop"));
        create(TOKEN, "second");
        call(TOKEN).get("/api/v1/workspaces?filter[name]=shop").then().body("data", hasSize(1));
        call(TOKEN).get("/api/v1/workspaces").then().body("data.attributes.name", hasItem("second"));
        call(TOKEN).delete("/api/v1/workspaces/" + id).then().statusCode(204);
        call(TOKEN).get("/api/v1/workspaces/" + id).then().statusCode(404);
        call(TOKEN).delete("/api/v1/workspaces/" + id).then().statusCode(404);
        assertThat(events())
                .containsExactlyInAnyOrder(
                        "WORKSPACE_CHANGED 1", "WORKSPACE_CHANGED 2", "WORKSPACE_CHANGED 3", "WORKSPACE_CHANGED 1");
    }

    @Test
    void suggestsANameThatFits() {
        create(TOKEN, "My Shop!").then().statusCode(400).body("detail", containsString("\"my-shop\""));
    }

    @Test
    void foreignIsLikeAbsent() {
        String id = create(TOKEN, "shop").path("data.id");
        String revision = upload(TOKEN, id, tar("a", "a"), "").path("data.id");
        String other = TestTokens.token(UUID.randomUUID(), "admin");
        call(other).get("/api/v1/workspaces/" + id).then().statusCode(404);
        call(other).delete("/api/v1/workspaces/" + id).then().statusCode(404);
        call(other).get("/api/v1/workspaces").then().body("data", hasSize(0));
        call(other).get("/api/v1/workspaces/" + id + "/revisions").then().statusCode(404);
        call(other).get("/api/v1/revisions/" + revision).then().statusCode(404);
        upload(other, id, tar("a", "a"), "").then().statusCode(404);
        assertThat(create(other, "shop").<String>path("data.id")).isNotEqualTo(id);
        String viewer = TestTokens.token(TEAM, "viewer");
        create(viewer, "new").then().statusCode(403);
        upload(viewer, id, tar("a", "a"), "").then().statusCode(403);
    }

    @Test
    void takesAFolderInAndQueuesItsAnalysis() {
        String id = create(TOKEN, "shop").path("data.id");
        Response first = upload(TOKEN, id, tar("index.html", "<h1>hello</h1>"), "?deploy=true");
        first.then()
                .statusCode(202)
                .body("data.type", equalTo("revisions"))
                .body("data.attributes.number", equalTo(1))
                .body("data.attributes.files", equalTo(1))
                .body("data.attributes.deploy", equalTo(true))
                .body("data.relationships.workspace.data.id", equalTo(id));
        Response second = upload(TOKEN, id, tar("index.html", "<h1>hello</h1>"), "");
        second.then()
                .body("data.attributes.number", equalTo(2))
                .body("data.attributes.treeHash", equalTo(first.path("data.attributes.treeHash")));
        call(TOKEN)
                .get("/api/v1/revisions/" + first.path("data.id"))
                .then()
                .statusCode(200)
                .body("data.attributes.state", notNullValue());
        call(TOKEN).get("/api/v1/workspaces/" + id + "/revisions").then().body("data", hasSize(2));
        assertThat(rows("select args::text as t from job union all select args::text as t from job_history"))
                .hasSize(2)
                .anyMatch(args -> args.contains(first.<String>path("data.id")));
    }

    @Test
    void aRejectedArchiveLeavesNoRevision() {
        String id = create(TOKEN, "shop").path("data.id");
        upload(TOKEN, id, tar("../evil", "x"), "")
                .then()
                .statusCode(422)
                .body("code", equalTo("KYZ-WSP-0001"))
                .body("entry", equalTo("../evil"));
        assertThat(rows("select id::text as t from revision")).isEmpty();
    }

    @Test
    void isAliveReadyMeasuredAndDescribed() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("service=\"analyzer\""));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/workspaces/{id}/revisions"));
    }

    private List<String> events() {
        return rows("select event_type || ' ' || sequence as t from outbox");
    }

    private List<String> rows(String sql) {
        return transactions.query(sql).await().atMost(Duration.ofSeconds(10)).stream()
                .map(row -> row.getString("t"))
                .toList();
    }

    private static Response create(String token, String name) {
        return json(token)
                .body("{\"data\":{\"type\":\"workspaces\",\"attributes\":{\"name\":\"" + name + "\"}}}")
                .post("/api/v1/workspaces");
    }

    private static Response upload(String token, String workspace, byte[] archive, String query) {
        return call(token)
                .contentType("application/x-tar")
                .body(archive)
                .post("/api/v1/workspaces/" + workspace + "/revisions" + query);
    }

    private static RequestSpecification json(String token) {
        return call(token).contentType("application/vnd.api+json");
    }

    private static RequestSpecification call(String token) {
        return given().auth().oauth2(token);
    }

    private static byte[] tar(String name, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            byte[] data = content.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(data.length);
            out.putArchiveEntry(entry);
            out.write(data);
            out.closeArchiveEntry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
