package io.kyozo.deployer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.faults.DeployerProcess;
import io.kyozo.deployer.faults.Ledger;
import io.kyozo.deployer.faults.Wishes;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.Revisions;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import io.kyozo.storage.BlobTreeStore;
import io.kyozo.storage.FileBlobStore;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.OwnEngine;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many services in one workspace deployed in dependency order, then replicas of them, compared with the schema again and again:
 * how long each takes, and the deployer's memory. On an engine of its own. {@code ./kyozo bench deploy services|reconcile}.
 */
@NeedsEngine(images = Fleet.IMAGE)
@Tag("bench")
class FleetBenchmark {
    private static final int SERVICES = Integer.getInteger("kyozo.fleet.services", 50);
    private static final int REPLICAS = Integer.getInteger("kyozo.fleet.replicas", 1);
    /** Each with so many services: the networks of a private engine have room for some 250 containers. */
    private static final int WORKSPACES = Integer.getInteger("kyozo.fleet.workspaces", 1);

    private static final int RECONCILES = 5;
    private static final int LOST = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String STEPS =
            "select type || ' -> ' || step || ' ' || round(duration_millis / 1000.0, 1) || ' s'"
                    + " from deployment_event where deployment_id = '%s' order by seq";

    private final List<Place> places =
            Stream.generate(Place::fresh).limit(WORKSPACES).toList();

    @Test
    void manyServicesAreDeployedInTheirOrderAndKept(@TempDir Path folder) throws Exception {
        try (var engine = OwnEngine.start(folder.resolve("engine")).orElseThrow();
                var runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(engine.host())))) {
            engine.copyImage(Fleet.IMAGE);
            try (var deployer = new DeployerProcess(settings(engine, folder), Path.of("target/fleet-deployer.log"))) {
                deployer.start();
                deployer.awaitReady();
                run(deployer, new Ledger(deployer, runtime));
            }
        }
    }

    private static Map<String, String> settings(OwnEngine engine, Path folder) {
        return Map.of(
                "kyozo.runtime.kind",
                "docker",
                "kyozo.runtime.docker.host",
                engine.host(),
                "kyozo.installation",
                "fleet-" + UUID.randomUUID(),
                "kyozo.build.path",
                folder.resolve("builds").toString());
    }

    private void run(DeployerProcess deployer, Ledger ledger) throws Exception {
        var blobs = new FileBlobStore(Path.of(deployer.setting("kyozo.storage.path")), Duration.ofDays(1));
        var revisions = new Revisions(blobs, new BlobTreeStore(blobs), new JsonMapper());
        try (var wishes = new Wishes(deployer, revisions, new Random(1))) {
            say("deployer at rest: %s", memory(deployer));
            for (Place place : places) {
                String unused = wishes.send(place, revisions.wish(place, Fleet.of(SERVICES), Fleet.SERVER));
            }
            awaitLive(ledger, wishes, WORKSPACES * SERVICES + " services");
            for (Place place : places) {
                inOrder(ledger, place);
            }
            say("deployer after it: %s", memory(deployer));
            if (REPLICAS > 1) {
                for (Place place : places) {
                    String unused = wishes.send(place, scale(place));
                }
                int containers = WORKSPACES * SERVICES * REPLICAS;
                awaitLive(ledger, wishes, containers + " containers");
                say("deployer after it: %s", memory(deployer));
                reconciles(ledger, containers);
                lose(ledger, wishes);
                say("deployer after it: %s", memory(deployer));
            }
            assertThat(ledger.differences(wishes.sent())).isEmpty();
        }
    }

    private static DeployRequested scale(Place place) {
        List<String> all = IntStream.range(0, SERVICES).mapToObj(Fleet::name).toList();
        return new DeployRequested(
                place.workspace(), place.name(), Action.SCALE, null, null, null, all, REPLICAS, "tester", "a test");
    }

    /** What was wished for of each workspace. */
    private static void awaitLive(Ledger ledger, Wishes wishes, String what) throws Exception {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ledger.ask("select count(*) from deployment where settled_at is not null")
                        .equals(List.of(String.valueOf(wishes.sent().size()))));
        String newest = " from (select * from deployment order by id desc limit " + WORKSPACES + ") newest";
        String id = ledger.ask("select id" + newest + " limit 1").get(0);
        ledger.ask(STEPS.formatted(id)).forEach(step -> say("  %s", step));
        String failed = ledger.ask("select count(*) from instance where state not in ('RUNNING', 'REMOVED')")
                .get(0);
        List<String> ended = ledger.ask("select distinct coalesce(failure, state)" + newest);
        say(
                "%s: %s in %s s, %s of them do not run",
                what,
                String.join(", ", ended),
                ledger.ask("select round(extract(epoch from max(settled_at) - min(created_at)), 1)" + newest)
                        .get(0),
                failed);
        assertThat(ended).containsExactly("LIVE");
        assertThat(failed).isEqualTo("0");
    }

    /** No service was started before the one that it needs. */
    private static void inOrder(Ledger ledger, Place place) {
        Map<String, Instant> started = new HashMap<>();
        for (ContainerInfo container : ledger.runtime()
                .list(Map.of(
                        Labels.MANAGED,
                        ledger.deployer().setting("kyozo.installation"),
                        Labels.WORKSPACE,
                        place.workspace().toString()))
                .await()
                .atMost(Duration.ofMinutes(1))) {
            started.put(container.labels().get(Labels.SERVICE_NAME), Objects.requireNonNull(container.startedAt()));
        }
        assertThat(started).hasSize(SERVICES);
        Fleet.needs(SERVICES)
                .forEach((service, needed) ->
                        assertThat(started.get(service)).as(service).isAfter(started.get(needed)));
    }

    private static void reconciles(Ledger ledger, int containers) throws Exception {
        String runs = "from job_history where type = 'cleanup.reconcile' and state = 'completed' and created_at > '"
                + ledger.ask("select now()").get(0) + "'";
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        Integer.parseInt(ledger.ask("select count(*) " + runs).get(0)) >= RECONCILES);
        say(
                "reconcile of %d labelled containers: median, slowest of %d: %s s",
                containers,
                RECONCILES,
                ledger.ask("select round(percentile_cont(0.5) within group (order by took)::numeric, 2) || ', '"
                                + " || round(max(took)::numeric, 2) from (select extract(epoch from finished_at -"
                                + " attempted_at) as took " + runs + ") runs")
                        .get(0));
    }

    /** Containers that somebody removes by hand. */
    private static void lose(Ledger ledger, Wishes wishes) throws Exception {
        for (String name : ledger.ask("select container_name from instance where state = 'RUNNING' limit " + LOST)) {
            ledger.runtime().remove(name).await().atMost(Duration.ofMinutes(1));
        }
        long began = System.nanoTime();
        Awaitility.await()
                .atMost(PATIENCE)
                // Looking at all of them takes the engine's time, too.
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> ledger.differences(wishes.sent()).isEmpty());
        say("%d containers removed by hand run again after %.1f s", LOST, (System.nanoTime() - began) / 1e9);
    }

    /** Of the whole process, by the kernel. */
    private static String memory(DeployerProcess deployer) throws Exception {
        Map<String, Long> mebibytes = Files.readAllLines(Path.of("/proc/" + deployer.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:") || line.startsWith("VmHWM:"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, 5), line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024));
        return mebibytes.get("VmRSS") + " MiB resident, " + mebibytes.get("VmHWM") + " MiB at most";
    }

    private static void say(String format, Object... values) {
        System.out.printf("fleet: " + format + "%n", values);
    }
}
