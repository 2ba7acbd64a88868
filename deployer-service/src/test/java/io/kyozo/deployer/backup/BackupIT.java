package io.kyozo.deployer.backup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.backup.app.BackupStore;
import io.kyozo.deployer.runtime.EngineProfile;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ExecResult;
import io.kyozo.testkit.TestTokens;
import io.kyozo.testkit.engine.NeedsEngine;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real databases, written to, backed up, destroyed and restored. */
@NeedsEngine(images = {"postgres:15-bookworm", "mariadb:10.11", "redis:7-bookworm", "valkey/valkey:8", "rabbitmq:3.10"})
@DeployerTest
@TestProfile(EngineProfile.class)
class BackupIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String JSON_API = "application/vnd.api+json";

    /** A database, and how it is spoken to in its container. */
    enum Data {
        POSTGRES(
                "postgres:15-bookworm",
                5432,
                "psql -qAt -U app -d app -c \"create table note (text text)\" -c \"insert into note values ('kept')\"",
                "psql -qAt -U app -d app -c 'select text from note'",
                "psql -qAt -U app -d app -c 'drop table note' -c 'create table later (x int)'"),
        MARIADB(
                "mariadb:10.11",
                3306,
                "MYSQL_PWD=$(cat $MARIADB_PASSWORD_FILE) mariadb -h 127.0.0.1 -u app app"
                        + " -e \"create table note (text text); insert into note values ('kept')\"",
                "MYSQL_PWD=$(cat $MARIADB_PASSWORD_FILE) mariadb -N -h 127.0.0.1 -u app app -e 'select text from note'",
                "MYSQL_PWD=$(cat $MARIADB_PASSWORD_FILE) mariadb -h 127.0.0.1 -u app app -e 'drop table note'"),
        REDIS(
                "redis:7-bookworm",
                6379,
                "REDISCLI_AUTH=$(cat $REDIS_PASSWORD_FILE) redis-cli set note kept",
                "REDISCLI_AUTH=$(cat $REDIS_PASSWORD_FILE) redis-cli get note",
                "REDISCLI_AUTH=$(cat $REDIS_PASSWORD_FILE) redis-cli flushall"),
        VALKEY(
                "valkey/valkey:8",
                6379,
                "REDISCLI_AUTH=$(cat $REDIS_PASSWORD_FILE) valkey-cli set note kept",
                "REDISCLI_AUTH=$(cat $REDIS_PASSWORD_FILE) valkey-cli get note",
                "REDISCLI_AUTH=$(cat $REDIS_PASSWORD_FILE) valkey-cli flushall"),
        RABBITMQ(
                "rabbitmq:3.10",
                5672,
                "rabbitmqctl --quiet add_vhost kept",
                "rabbitmqctl --quiet list_vhosts | grep -x kept",
                "rabbitmqctl --quiet delete_vhost kept");

        private final String image;
        private final int port;
        private final String write;
        private final String read;
        private final String destroy;

        Data(String image, int port, String write, String read, String destroy) {
            this.image = image;
            this.port = port;
            this.write = write;
            this.read = read;
            this.destroy = destroy;
        }

        String stack() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Inject
    Bench bench;

    @Inject
    ContainerRuntime runtime;

    @Inject
    ObjectLabels labels;

    @Inject
    BackupStore backups;

    private final Place place = Place.fresh();

    @ParameterizedTest
    @EnumSource(Data.class)
    void bringsBackWhatWasWritten(Data data) throws IOException {
        deploy(data);
        awaitSuccess(data.write);
        String backup = backUp(data.stack());
        assertThat(attributes("backups/" + backup))
                .containsEntry("kind", "dump")
                .containsEntry("failure", null);

        assertThat(shell(data.destroy).exitCode()).isZero();
        assertThat(shell(data.read).output()).doesNotContain("kept");
        restore(backup, data.stack());
        awaitSuccess(data.read);
        assertThat(shell(data.read).output().strip()).isEqualTo("kept");
    }

    /** The workspace goes, with its volumes and passwords; another one of the same name and a fresh password gets the rows. */
    @Test
    void bringsBackADatabaseThatIsGone() throws IOException {
        deploy(Data.POSTGRES);
        awaitSuccess(Data.POSTGRES.write);
        String backup = backUp("postgres");
        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
        assertThat(runtime.listVolumes(labels.ours()).await().atMost(PATIENCE)).isEmpty();

        deploy(Data.POSTGRES);
        awaitSuccess("psql -qAt -U app -d app -c 'select 1'");
        restore(backup, "postgres");
        assertThat(shell(Data.POSTGRES.read).output().strip()).isEqualTo("kept");
    }

    /** What can't be restored leaves what is there as it is. */
    @Test
    void aRestoreAsksAndADamagedBackupChangesNothing() throws IOException {
        deploy(Data.POSTGRES);
        awaitSuccess(Data.POSTGRES.write);
        String backup = backUp("postgres");
        requestRestore(backup, "another").then().statusCode(409);
        as("viewer")
                .post("/api/v1/services/" + service("postgres").id() + "/backups")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.token(UUID.randomUUID(), "operator"))
                .get("/api/v1/backups/" + backup)
                .then()
                .statusCode(404);

        for (Backup.Part part : backups.find(UUID.fromString(backup))
                .await()
                .atMost(PATIENCE)
                .orElseThrow()
                .parts()) {
            bench.damageBlob(part.blob());
        }
        String restore = requestRestore(backup, "postgres")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
        Map<String, Object> ended = awaitEnd("restores/" + restore);
        assertThat(ended).containsEntry("state", "failed");
        assertThat((String) ended.get("failure")).contains("damaged");
        assertThat(shell(Data.POSTGRES.read).output().strip()).isEqualTo("kept");
    }

    private void deploy(Data data) throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.data(data.stack(), data.image, data.port)), "x"));
    }

    private Service service(String name) {
        return bench.service(place, name);
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.token(place.team(), role)).accept(JSON_API);
    }

    private String backUp(String service) {
        String id = as("operator")
                .contentType(JSON_API)
                .post("/api/v1/services/" + service(service).id() + "/backups")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
        assertThat(awaitEnd("backups/" + id)).containsEntry("state", "done");
        return id;
    }

    private void restore(String backup, String service) {
        String id =
                requestRestore(backup, service).then().statusCode(202).extract().path("data.id");
        Map<String, Object> ended = awaitEnd("restores/" + id);
        assertThat(ended).containsEntry("failure", null).containsEntry("state", "done");
    }

    private io.restassured.response.Response requestRestore(String backup, String confirmed) {
        return as("operator")
                .contentType(JSON_API)
                .body(Map.of("data", Map.of("type", "restores", "attributes", Map.of("confirm", confirmed))))
                .post("/api/v1/backups/" + backup + "/restore");
    }

    private Map<String, Object> awaitEnd(String path) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> attributes(path),
                        attributes -> List.of("done", "failed").contains(attributes.get("state")));
    }

    private Map<String, Object> attributes(String path) {
        return as("viewer")
                .get("/api/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .path("data.attributes");
    }

    private void awaitSuccess(String script) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            ExecResult result = shell(script);
            assertThat(result.exitCode()).as(result.output()).isZero();
        });
    }

    /** In the container of the only service. */
    private ExecResult shell(String script) {
        String container = bench.replicas(place).get(0).containerName();
        return runtime.exec(container, List.of("sh", "-c", script), PATIENCE)
                .await()
                .atMost(PATIENCE);
    }

    @AfterEach
    void removeAll() {
        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
        assertThat(runtime.list(labels.ours()).await().atMost(PATIENCE)).isEmpty();
    }
}
