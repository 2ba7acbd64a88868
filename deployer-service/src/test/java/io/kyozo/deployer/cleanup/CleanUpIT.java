package io.kyozo.deployer.cleanup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.cleanup.app.CleanUp;
import io.kyozo.deployer.cleanup.app.MaintenanceStore;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.ObjectStore;
import io.kyozo.deployer.deployment.app.ObjectStore.RuntimeObject;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.Labels;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.TestTokens;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DeployerTest
class CleanUpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    CleanUp cleanUp;

    @Inject
    ObjectStore objects;

    @Inject
    Transactions transactions;

    @Inject
    MaintenanceStore maintenance;

    private final Place place = Place.fresh();

    @BeforeEach
    void reset() {
        runtime.reset();
        FakeGateway.clear();
    }

    private Deployment release(int number) throws IOException {
        return bench.live(
                place, bench.wish(place, Topologies.of(Topologies.web("web", "v" + number)), "content " + number));
    }

    private void sql(String statement, Object... parameters) {
        var unused = transactions.update(statement, parameters).await().atMost(PATIENCE);
    }

    private void longAgo() {
        sql("update runtime_object set used_at = now() - interval '1 hour' where workspace_id = $1", place.workspace());
    }

    private RequestSpecification as(UUID team, String role) {
        return given().auth().oauth2(TestTokens.token(team, role)).accept("application/vnd.api+json");
    }

    @Test
    void keepsTheImagesOfTheLastReleasesAndOfWhatRuns() throws IOException {
        for (int number = 1; number <= 5; number++) {
            release(number);
        }
        assertThat(runtime.imageNames()).hasSize(5);
        longAgo();
        CleanupReport report = cleanUp.all().await().atMost(PATIENCE);

        assertThat(runtime.imageNames()).hasSize(3);
        assertThat(report.removed()).hasSize(2).allSatisfy(waste -> {
            assertThat(waste.reason()).isEqualTo(Waste.Reason.OLD_RELEASE);
            assertThat(waste.bytes()).isEqualTo(1000);
            assertThat(waste.team()).isEqualTo(place.team());
        });
        bench.live(place, bench.action(place, Action.ROLL_BACK, List.of(), null));
        assertThat(runtime.builds()).isEqualTo(5);
    }

    @Test
    void aDryRunTellsAllAndRemovesNothing() throws IOException {
        release(1);
        runtime.ensureVolume("stray-volume", Map.of(Labels.MANAGED, "local"))
                .await()
                .atMost(PATIENCE);
        runtime.ensureNetwork("others-network", Map.of(Labels.MANAGED, "another"))
                .await()
                .atMost(PATIENCE);
        List<Waste> waste = cleanUp.preview().await().atMost(PATIENCE);

        assertThat(waste).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("stray-volume");
            assertThat(one.due()).isTrue();
        });
        assertThat(runtime.volumeNames()).containsExactly("stray-volume");
        as(place.team(), "admin")
                .get("/api/v1/cleanup")
                .then()
                .statusCode(200)
                .body("data.attributes.othersCount", greaterThanOrEqualTo(1));
        given().get("/q/metrics").then().body(containsString("kyozo_disk_level"));
    }

    @Test
    void tidiesTheTablesInWhichMostWasChanged() throws IOException {
        release(1);
        for (int time = 0; time < 3; time++) {
            sql("update deployment_log set text = text || ' '");
        }
        // The database's own counters come a moment late.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> maintenance.vacuum().await().atMost(PATIENCE), tables -> !tables.isEmpty());
    }

    @Test
    void isForAdminsAndNamesNothingOfAnotherTeam() throws IOException {
        for (int number = 1; number <= 4; number++) {
            release(number);
        }
        longAgo();
        String name = cleanUp.preview().await().atMost(PATIENCE).get(0).name();
        as(place.team(), "operator").get("/api/v1/cleanup").then().statusCode(403);
        as(place.team(), "admin").get("/api/v1/cleanup").then().body(containsString(name));
        as(UUID.randomUUID(), "admin")
                .get("/api/v1/cleanup")
                .then()
                .statusCode(200)
                .body(not(containsString(name)));
    }

    @Test
    void cleansUpWhenItIsAskedToAndReports() throws IOException {
        release(1);
        runtime.ensureVolume("stray-volume", Map.of(Labels.MANAGED, "local"))
                .await()
                .atMost(PATIENCE);
        as(place.team(), "admin").post("/api/v1/cleanup").then().statusCode(202);
        Awaitility.await().atMost(PATIENCE).until(() -> runtime.volumeNames().isEmpty());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> as(place.team(), "admin")
                        .get("/api/v1/cleanup/reports")
                        .then()
                        .body("data[0].attributes.othersCount", greaterThanOrEqualTo(1)));
    }

    @Test
    void forgetsOldDeploymentsButThoseThatMayBeGoneBackTo() throws IOException {
        List<Deployment> releases = List.of(release(1), release(2), release(3), release(4), release(5));
        sql("update deployment set settled_at = now() - interval '2 years' where workspace_id = $1", place.workspace());
        sql(
                "update instance set updated_at = now() - interval '2 years' where workspace_id = $1 and state = 'REMOVED'",
                place.workspace());
        CleanupReport report = cleanUp.all().await().atMost(PATIENCE);

        assertThat(report.rows()).isGreaterThanOrEqualTo(4);
        String left = "select count(*) from deployment where id = $1";
        assertThat(releases).extracting(one -> bench.count(left, one.id())).containsExactly(0L, 0L, 1L, 1L, 1L);
        assertThat(bench.count(
                        "select count(*) from deployment_event where deployment_id = $1",
                        releases.get(0).id()))
                .isZero();
        bench.audit(releases.get(4));
    }

    /** A deployment begins to use an image in the moment in which the clean-up has found that nobody needs it. */
    @Test
    void whoeverRecordsAnImageWaitsWhileItIsRemoved() throws Exception {
        for (int number = 1; number <= 4; number++) {
            release(number);
        }
        longAgo();
        String image = objects.staleImages(3).await().atMost(PATIENCE).get(0).name();
        var removing = new CompletableFuture<Void>();
        var finish = new CompletableFuture<Void>();
        var removal = objects.removeStaleImage(
                        image,
                        3,
                        () -> Uni.createFrom()
                                .voidItem()
                                .invoke(() -> removing.complete(null))
                                .chain(() -> Uni.createFrom().completionStage(finish))
                                .chain(() -> runtime.removeImage(image)))
                .subscribe()
                .asCompletionStage();
        removing.get(20, TimeUnit.SECONDS);
        var recording = transactions
                .inTransaction(tx -> objects.record(
                        tx, new RuntimeObject(ObjectStore.Kind.IMAGE, image, place.workspace(), UUID.randomUUID())))
                .chain(() -> runtime.findImage(image))
                .subscribe()
                .asCompletionStage();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        bench.count("select count(*) from pg_locks where not granted and pid <> pg_backend_pid()") > 0);
        assertThat(recording).isNotDone();
        finish.complete(null);

        assertThat(removal.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(recording.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(bench.count("select count(*) from runtime_object where name = $1", image))
                .isEqualTo(1);
    }

    @Test
    void leavesWhatIsWantedByThen() throws IOException {
        for (int number = 1; number <= 4; number++) {
            release(number);
        }
        longAgo();
        String image = objects.staleImages(3).await().atMost(PATIENCE).get(0).name();
        sql("update runtime_object set used_at = now() where name = $1", image);
        assertThat(objects.removeStaleImage(image, 3, () -> runtime.removeImage(image))
                        .await()
                        .atMost(PATIENCE))
                .isFalse();
        assertThat(objects.removeUnaccounted(ObjectStore.Kind.IMAGE, image, () -> runtime.removeImage(image))
                        .await()
                        .atMost(PATIENCE))
                .isFalse();
        assertThat(runtime.imageNames()).contains(image);
    }

    /** Goes back and forth between releases whose images are due to go, while it is cleaned up without a pause. */
    @Test
    void deploymentsSucceedWhileItIsCleanedUpAllTheTime() throws IOException {
        var cleaning = bench.cleaningAllTheTime(place);
        try {
            for (int round = 0; round < 6; round++) {
                release(round % 4);
                assertThat(runtime.running()).isEqualTo(1);
            }
        } finally {
            cleaning.cancel();
        }
    }
}
