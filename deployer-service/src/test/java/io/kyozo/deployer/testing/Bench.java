package io.kyozo.deployer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.cleanup.app.Reconcile;
import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.deployment.app.RequestDeployment;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.sql.Transactions;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.TreeStore;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Puts revisions into the store, asks for deployments and waits for their end. */
@ApplicationScoped
public class Bench {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Revisions revisions;
    private final Transactions transactions;
    private final RequestDeployment requestDeployment;
    private final DeploymentStore deployments;
    private final ReplicaStore replicas;
    private final ServiceStore services;
    private final Reconcile reconcile;

    Bench(
            BlobStore blobs,
            TreeStore trees,
            ObjectMapper mapper,
            Transactions transactions,
            RequestDeployment requestDeployment,
            DeploymentStore deployments,
            ReplicaStore replicas,
            ServiceStore services,
            Reconcile reconcile) {
        this.revisions = new Revisions(blobs, trees, mapper);
        this.transactions = transactions;
        this.requestDeployment = requestDeployment;
        this.deployments = deployments;
        this.replicas = replicas;
        this.services = services;
        this.reconcile = reconcile;
    }

    /** A workspace of a team, fresh for each test. */
    public record Place(UUID team, UUID workspace, String name) {
        public static Place fresh() {
            return new Place(
                    UUID.randomUUID(),
                    Uuid7.next(),
                    "shop-" + UUID.randomUUID().toString().substring(0, 8));
        }
    }

    /** A wish to deploy a folder with this topology; {@code content} is that of its one file. */
    public DeployRequested wish(Place place, TopologyDocument topology, String content) throws IOException {
        return revisions.wish(place, topology, content);
    }

    public DeployRequested action(Place place, Action action, List<String> services, @Nullable Integer replicas) {
        return new DeployRequested(
                place.workspace(), place.name(), action, null, null, null, services, replicas, "tester", "a test");
    }

    public Deployment request(Place place, DeployRequested wish) {
        return transactions
                .inTransaction(tx -> requestDeployment.request(tx, place.team(), wish, "correlation-0001"))
                .await()
                .atMost(PATIENCE);
    }

    public Deployment find(UUID id) {
        return deployments.find(id).await().atMost(PATIENCE).orElseThrow();
    }

    /** The deployment is over, and the replicas that it replaced are gone. */
    public Deployment settled(Deployment deployment) {
        Deployment settled = decided(deployment);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count(
                                "select count(*) from instance where retired_by = $1 and state <> 'REMOVED'",
                                deployment.id())
                        == 0);
        return settled;
    }

    /** The deployment is over; what it replaced may still be there. */
    public Deployment decided(Deployment deployment) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(deployment.id()), found -> found.settledAt() != null);
    }

    public Deployment run(Place place, DeployRequested wish) {
        return settled(request(place, wish));
    }

    public Deployment live(Place place, DeployRequested wish) {
        Deployment deployment = run(place, wish);
        assertThat(deployment.state()).as(deployment.failure()).isEqualTo(DeploymentState.LIVE);
        return deployment;
    }

    public List<Replica> replicas(Place place) {
        return replicas.inWorkspace(place.workspace()).await().atMost(PATIENCE);
    }

    public List<AuditEntry> audit(Deployment deployment) {
        List<AuditEntry> entries =
                deployments.events(deployment.id(), 0, 1000).await().atMost(PATIENCE);
        assertThat(entries)
                .extracting(AuditEntry::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, entries.size()).boxed().toList());
        return entries;
    }

    /** Waits until the audit trail has an entry of that type. */
    public void awaitEntry(Deployment deployment, String type) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> audit(deployment).stream()
                        .anyMatch(entry -> entry.type().equals(type)));
    }

    public Service service(Place place, String name) {
        return services.inWorkspace(place.workspace()).await().atMost(PATIENCE).stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The deployment that is live. */
    public Deployment liveIn(Place place) {
        return deployments.liveIn(place.workspace()).await().atMost(PATIENCE).orElseThrow();
    }

    /** Reconciles without a pause until it is cancelled, with all objects of the workspace long unused. */
    public Cancellable cleaningAllTheTime(Place place) {
        return transactions
                .update(
                        "update runtime_object set used_at = now() - interval '1 hour' where workspace_id = $1",
                        place.workspace())
                .chain(reconcile::reconcile)
                .repeat()
                .indefinitely()
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    /** What ended in the workspace has rested for long enough to be started again. */
    public void hasRested(Place place) {
        int unused = transactions
                .update(
                        "update instance set next_restart_at = now() - interval '1 second'"
                                + " where workspace_id = $1 and next_restart_at is not null",
                        place.workspace())
                .await()
                .atMost(PATIENCE);
    }

    /** The file that keeps a blob. */
    public Path blob(String hash) throws IOException {
        Path store = Path.of(ConfigProvider.getConfig().getValue("kyozo.storage.path", String.class));
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> Files.isRegularFile(file) && file.endsWith(hash))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Adds a byte to a blob. */
    public void damageBlob(String hash) throws IOException {
        Files.write(blob(hash), new byte[1], StandardOpenOption.APPEND);
    }

    /** How many rows a query counts. */
    public long count(String sql, Object... parameters) {
        return transactions
                .query(sql, parameters)
                .await()
                .atMost(PATIENCE)
                .get(0)
                .getLong(0);
    }
}
