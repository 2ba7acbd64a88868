package io.kyozo.deployer.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.backup.app.BackupPolicies;
import io.kyozo.deployer.backup.app.BackupStore;
import io.kyozo.deployer.backup.app.RequestBackup;
import io.kyozo.deployer.backup.app.RestoreStore;
import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.HoldWorkspace;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.seal.Keyring;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups of a service whose volume is copied while it is stopped, and backups by schedule. */
@DeployerTest
class SnapshotIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    RequestBackup requestBackup;

    @Inject
    BackupStore backups;

    @Inject
    RestoreStore restores;

    @Inject
    BackupPolicies policies;

    @Inject
    HoldWorkspace holdWorkspace;

    @Inject
    Transactions transactions;

    private final Place place = Place.fresh();

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        bench.live(place, wish());
        write("first");
    }

    private DeployRequested wish() throws IOException {
        return bench.wish(place, Topologies.of(Topologies.data("store", "store:1", 9000, "/data")), "x");
    }

    private String volume() {
        return runtime.volumeNames().iterator().next();
    }

    private void write(String text) {
        runtime.writeVolume(volume(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), PATIENCE)
                .await()
                .atMost(PATIENCE);
    }

    private String read() {
        byte[] content = runtime.readVolume(volume(), PATIENCE, InputStream::readAllBytes)
                .await()
                .atMost(PATIENCE);
        return new String(content, StandardCharsets.UTF_8);
    }

    private UUID service() {
        return bench.service(place, "store").id();
    }

    private Backup backUp() {
        UUID id = requestBackup
                .backup(place.team(), service(), "tester", false)
                .await()
                .atMost(PATIENCE)
                .id();
        return ended(id);
    }

    private Backup ended(UUID id) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> backups.find(id).await().atMost(PATIENCE).orElseThrow(),
                        backup -> backup.progress().endedAt() != null);
    }

    private Restore restore(Backup backup) {
        UUID id = requestBackup
                .restore(place.team(), backup.id(), "store", "tester")
                .await()
                .atMost(PATIENCE)
                .id();
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> restores.find(id).await().atMost(PATIENCE).orElseThrow(),
                        restore -> restore.progress().endedAt() != null);
    }

    @Test
    void copiesTheVolumeAndBringsItBackAndTheServiceRunsEachTime() {
        Backup backup = backUp();
        assertThat(backup.progress().failure()).isNull();
        assertThat(backup.kind()).isEqualTo(Backup.Kind.SNAPSHOT);
        assertThat(backup.parts()).extracting(Backup.Part::path).containsExactly("/data");
        assertThat(runtime.running()).isEqualTo(1);

        write("second");
        assertThat(restore(backup).progress().failure()).isNull();
        assertThat(read()).isEqualTo("first");
        assertThat(runtime.running()).isEqualTo(1);
        bench.live(place, bench.action(place, Action.RESTART, List.of(), null));
    }

    @Test
    void whoAskedForARestoreAndHowItEndedIsInTheAuditTrail() {
        Deployment live = bench.liveIn(place);
        Backup backup = backUp();
        var unused = restore(backup);
        assertThat(bench.audit(live))
                .filteredOn(entry -> entry.type().startsWith("restore"))
                .allSatisfy(entry -> {
                    assertThat(entry.actor()).isEqualTo("tester");
                    assertThat(entry.message()).contains("store", backup.id().toString());
                })
                .extracting(AuditEntry::type)
                .containsExactly("restore-requested", "restored");
    }

    @Test
    void whatIsKeptCantBeReadWithoutTheKey() throws IOException {
        String canary = "canary-" + UUID.randomUUID();
        write(canary);
        Path blob = bench.blob(backUp().parts().get(0).blob());
        assertThat(Files.readString(blob, StandardCharsets.ISO_8859_1)).doesNotContain(canary);
        try (InputStream content = Files.newInputStream(blob)) {
            content.skipNBytes(32);
            assertThatThrownBy(() -> new InflaterInputStream(content).readAllBytes())
                    .isInstanceOf(ZipException.class);
        }
    }

    @Test
    void aBackupOfAnotherKeyIsRefusedBeforeAnythingIsTouched() {
        Backup backup = backUp();
        write("second");
        String context = "backup/" + backup.id() + "//data";
        byte[] foreign = new Keyring(new byte[32], List.of()).seal("a key", context);
        var unused = transactions
                .update(
                        "update backup set parts = jsonb_set(parts, '{0,sealedKey}', to_jsonb($2::text)) where id = $1",
                        backup.id(),
                        Base64.getEncoder().encodeToString(foreign))
                .await()
                .atMost(PATIENCE);
        assertThatThrownBy(() -> requestBackup
                        .restore(place.team(), backup.id(), "store", "tester")
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(KyozoException.class)
                .hasMessageContaining("another key", "kyozo.secrets.previous-keys");
        assertThat(read()).isEqualTo("second");
    }

    @Test
    void aDamagedBackupLeavesTheVolumeAndTheReplicaAsTheyAre() throws IOException {
        Backup backup = backUp();
        write("second");
        bench.damageBlob(backup.parts().get(0).blob());
        Restore restore = restore(backup);
        assertThat(restore.progress().failure()).contains("damaged");
        assertThat(read()).isEqualTo("second");
        assertThat(runtime.running()).isEqualTo(1);
        assertThat(bench.audit(bench.liveIn(place))).last().satisfies(entry -> {
            assertThat(entry.type()).isEqualTo("restore-failed");
            assertThat(entry.message()).contains("damaged");
        });
    }

    @Test
    void aFailedSnapshotLeavesTheServiceRunning() {
        runtime.loseAnswers("readVolume", 1);
        Backup failed = backUp();
        assertThat(failed.progress().state()).isEqualTo(Backup.State.FAILED);
        assertThat(failed.progress().failure()).contains("readVolume");
        assertThat(runtime.running()).isEqualTo(1);
        assertThatThrownBy(() -> requestBackup
                        .restore(place.team(), failed.id(), "store", "tester")
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(KyozoException.class)
                .hasMessageContaining("not whole");
        assertThat(backUp().progress().failure()).isNull();
    }

    @Test
    void nobodyDeploysWhileAWorkspaceIsHeldAndNobodyHoldsItWhileOneDeploys() throws IOException {
        UUID holder = UUID.randomUUID();
        assertThat(take(holder)).isTrue();
        assertThat(take(holder)).isTrue();
        assertThat(take(UUID.randomUUID())).isFalse();
        var waiting = bench.request(place, wish());
        var backup = requestBackup
                .backup(place.team(), service(), "tester", false)
                .await()
                .atMost(PATIENCE);
        assertThat(bench.count("select count(*) from workspace where active_deployment = $1", holder))
                .isEqualTo(1);
        assertThat(bench.find(waiting.id()).state()).isEqualTo(DeploymentState.REQUESTED);

        holdWorkspace.release(place.team(), place.workspace(), holder).await().atMost(PATIENCE);
        assertThat(bench.settled(waiting).state()).isEqualTo(DeploymentState.LIVE);
        assertThat(ended(backup.id()).progress().failure()).isNull();
    }

    private boolean take(UUID holder) {
        return holdWorkspace
                .take(place.team(), place.workspace(), holder)
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void backsUpByScheduleAndKeepsAsManyAsWasSaid() {
        policies.set(place.team(), service(), new BackupPolicy("0 3 * * *", 2), "tester")
                .await()
                .atMost(PATIENCE);
        policies.tick().await().atMost(PATIENCE);
        assertThat(ofService()).isEmpty();

        Backup asked = backUp();
        age("service", "id");
        for (int round = 1; round <= 3; round++) {
            policies.tick().await().atMost(PATIENCE);
            policies.tick().await().atMost(PATIENCE);
            long wanted = Math.min(round, 2) + 1;
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ofService())
                            .hasSize((int) wanted)
                            .allSatisfy(backup ->
                                    assertThat(backup.progress().state()).isEqualTo(Backup.State.DONE)));
            age("backup", "service_id");
        }
        assertThat(ofService()).extracting(Backup::id).contains(asked.id());
    }

    /** It happened two days ago. */
    private void age(String table, String column) {
        var unused = transactions
                .update(
                        "update " + table + " set created_at = now() - interval '2 days' where " + column + " = $1",
                        service())
                .await()
                .atMost(PATIENCE);
    }

    private List<Backup> ofService() {
        return backups.page(new BackupStore.Selection(place.team(), null, service()), 100, null)
                .await()
                .atMost(PATIENCE);
    }
}
