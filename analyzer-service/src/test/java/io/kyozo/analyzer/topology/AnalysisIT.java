package io.kyozo.analyzer.topology;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.kyozo.contracts.Uuid7;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/** From an uploaded archive to a topology and the events about it. */
@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "analyzer"))
class AnalysisIT {
    private static final String PACKAGE =
            "{\"name\":\"web\",\"scripts\":{\"start\":\"node server.js\"},\"dependencies\":{\"express\":\"^5.1.0\",\"pg\":\"^8.16.0\"}}";
    private static final String SERVER =
            "app.get('/healthz', ok);\nconnect(process.env.DATABASE_URL);\napp.listen(process.env.PORT || 3000);\n";

    @Inject
    Transactions transactions;

    private final UUID team = Uuid7.next();

    @Test
    void anUploadedFolderBecomesATopologyAndItsEvents() throws IOException {
        String revision = upload("shop", true, Map.of("package.json", PACKAGE, "server.js", SERVER));
        JsonPath analyzed = analyzed(revision);
        assertThat(analyzed.getString("data.attributes.state")).isEqualTo("analyzed");
        assertThat(analyzed.getInt("data.attributes.progress")).isEqualTo(100);

        as(team).get("/api/v1/revisions/" + revision + "/topology")
                .then()
                .statusCode(200)
                .body("data.attributes.strategy", equalTo("MULTI_SERVICE"))
                .body("data.attributes.services.name", hasItems("postgres", "shop"))
                .body("data.attributes.edges[0].envVar", equalTo("DATABASE_URL"));
        as(team).get("/api/v1/revisions/" + revision + "/topology/explanation")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("Start order: postgres → shop."));
        as(team).get("/api/v1/revisions/" + revision + "/topology/files")
                .then()
                .statusCode(200)
                .body("data.type", equalTo("topology-files"))
                .body("data.attributes.files.path", hasItems("Dockerfile", "compose.yaml", "kubernetes/shop.yaml"));
        as(team).get("/api/v1/topologies")
                .then()
                .statusCode(200)
                .body("data[0].id", equalTo(revision))
                .body("data[0].attributes.services", equalTo(2));
        assertThat(events()).containsExactly("workspace-changed", "folder-analyzed", "deploy-requested");
    }

    @Test
    void anotherTeamSeesNothingOfIt() throws IOException {
        String revision = upload("shop", false, Map.of("package.json", PACKAGE, "server.js", SERVER));
        analyzed(revision);
        UUID other = Uuid7.next();
        as(other).get("/api/v1/revisions/" + revision + "/topology").then().statusCode(404);
        as(other)
                .get("/api/v1/revisions/" + revision + "/topology/explanation")
                .then()
                .statusCode(404);
        as(other)
                .get("/api/v1/revisions/" + revision + "/topology/files")
                .then()
                .statusCode(404);
        as(other).get("/api/v1/topologies/" + revision).then().statusCode(404);
        as(other).get("/api/v1/topologies").then().statusCode(200).body("data.size()", equalTo(0));
    }

    @Test
    void aFolderWithNothingToRunIsAnAnswerAndNotDeployed() throws IOException {
        String revision = upload("notes", true, Map.of("notes.txt", "nothing to run here\n"));
        JsonPath analyzed = analyzed(revision);
        assertThat(analyzed.getString("data.attributes.state")).isEqualTo("analyzed");
        as(team).get("/api/v1/revisions/" + revision + "/topology")
                .then()
                .body("data.attributes.strategy", equalTo("NOT_DEPLOYABLE"));
        assertThat(events()).containsExactly("workspace-changed", "folder-analyzed");
    }

    @Test
    void theSameFolderIsNotAnalysedTwice() throws IOException {
        Map<String, String> files = Map.of("package.json", PACKAGE, "server.js", SERVER);
        JsonPath first = analyzed(upload("shop", false, files));
        JsonPath second = analyzed(upload("shop", false, files));
        assertThat(second.getString("data.attributes.topologyHash"))
                .isEqualTo(first.getString("data.attributes.topologyHash"));
    }

    private List<String> events() {
        return transactions
                .query("select event_type from outbox where team_id = $1 order by position", team)
                .await()
                .atMost(Duration.ofSeconds(10))
                .stream()
                .map(row -> row.getString("event_type").replaceAll("^io\\.kyozo\\.|\\.v1$", ""))
                .map(type -> type.toLowerCase().replace('_', '-'))
                .toList();
    }

    private JsonPath analyzed(String revision) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> as(team).get("/api/v1/revisions/" + revision).jsonPath(),
                        path -> List.of("analyzed", "failed").contains(path.getString("data.attributes.state")));
    }

    private String upload(String workspace, boolean deploy, Map<String, String> files) throws IOException {
        String id = as(team).contentType("application/vnd.api+json")
                .body("{\"data\":{\"type\":\"workspaces\",\"attributes\":{\"name\":\"" + workspace + "\"}}}")
                .post("/api/v1/workspaces")
                .jsonPath()
                .getString("data.id");
        return as(team).contentType("application/x-tar")
                .body(tar(files))
                .post("/api/v1/workspaces/" + id + "/revisions?deploy=" + deploy)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("data.id");
    }

    private static RequestSpecification as(UUID team) {
        return given().auth().oauth2(TestTokens.token(team, "operator"));
    }

    private static byte[] tar(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
