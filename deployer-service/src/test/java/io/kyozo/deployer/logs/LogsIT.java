package io.kyozo.deployer.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.cleanup.app.Reconcile;
import io.kyozo.deployer.logs.app.KeptOutput;
import io.kyozo.deployer.logs.app.SearchLogs;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.CollectOutput;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.testkit.TestTokens;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DeployerTest
class LogsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    KeptOutput kept;

    @Inject
    SearchLogs searchLogs;

    @Inject
    CollectOutput collectOutput;

    @Inject
    Reconcile reconcile;

    private final Place place = Place.fresh();
    private Replica first;

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        first = bench.replicas(place).get(0);
    }

    private ValidatableResponse get(UUID team, String path) {
        return given().auth()
                .oauth2(TestTokens.token(team, "viewer"))
                .accept("*/*")
                .get("/api/v1/logs" + path)
                .then();
    }

    private ValidatableResponse search(String filters) {
        return get(place.team(), "?filter[workspace]=" + place.workspace() + filters)
                .statusCode(200);
    }

    private LogQuery query(String service, int limit) {
        return new LogQuery(place.team(), place.workspace(), service, null, LogLevel.DEBUG, "", null, null, limit);
    }

    private List<LogEntry> keep(int lines, String text) {
        UUID instance = UUID.randomUUID();
        Instant start = Instant.now().minusSeconds(3600);
        List<LogEntry> all = IntStream.range(0, lines)
                .mapToObj(i -> LogEntry.printed(start.plusMillis(i), "old", instance, "stdout", text + i))
                .toList();
        kept.keep(new KeptOutput.Piece(place.workspace(), instance, "c1", 0, all))
                .await()
                .atMost(PATIENCE);
        return all;
    }

    @Test
    void findsTheOutputOfReplicasThatAreGone() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        assertThat(runtime.containerNames()).doesNotContain(first.containerName());

        search("&filter[event]=output&filter[text]=Last Words of " + first.containerName())
                .body("data", hasSize(1))
                .body("data[0].attributes.instance", equalTo(first.id().toString()))
                .body("data[0].attributes.service", equalTo("web"))
                .body("data[0].attributes.level", equalTo("warn"));
        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
        search("&filter[event]=output&filter[text]=last words").body("data", hasSize(2));
    }

    @Test
    void aContainerThatIsRemovedByHandLeavesWhatWasCollectedOfItsLog() {
        String words = "&filter[event]=output&filter[text]=Last Words of " + first.containerName();
        collectOutput.collect().await().atMost(PATIENCE);
        collectOutput.collect().await().atMost(PATIENCE);
        search(words).body("data", hasSize(1));

        runtime.remove(first.containerName()).await().atMost(PATIENCE);
        search(words).body("data", hasSize(0));
        reconcile.reconcile().await().atMost(PATIENCE);
        search(words)
                .body("data", hasSize(1))
                .body("data[0].attributes.instance", equalTo(first.id().toString()));
    }

    @Test
    void eachContainerOfAReplicaHasItsOwnLog() {
        UUID instance = UUID.randomUUID();
        for (String container : List.of("c1", "c2")) {
            var line = LogEntry.printed(Instant.now(), "old", instance, "stdout", "of " + container);
            kept.keep(new KeptOutput.Piece(place.workspace(), instance, container, 0, List.of(line)))
                    .await()
                    .atMost(PATIENCE);
        }
        assertThat(kept.find(query("old", 10)).await().atMost(PATIENCE))
                .extracting(LogEntry::text)
                .containsExactly("of c1", "of c2");
    }

    @Test
    void findsByServiceEventLevelAndTime() {
        search("&filter[event]=build").body("data.attributes.event.unique()", equalTo(List.of("build")));
        search("&filter[service]=web&filter[event]=output&filter[level]=warn").body("data", hasSize(1));
        search("&filter[service]=nothing").body("data", hasSize(0));
        search("&filter[to]=" + Instant.now().minusSeconds(3600)).body("data", hasSize(0));
        search("&filter[from]=" + Instant.now().plusSeconds(3600)).body("data", hasSize(0));
        search("&page[size]=3").body("data", hasSize(3));
    }

    @Test
    void saysWhatIsWrongWithAFilter() {
        get(place.team(), "").statusCode(400).body(containsString("filter[workspace]"));
        get(place.team(), "?filter[workspace]=" + place.workspace() + "&filter[from]=yesterday")
                .statusCode(400)
                .body(containsString("2026-01-31T12:00:00Z"));
    }

    @Test
    void showsNothingOfAnotherTeam() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        get(UUID.randomUUID(), "?filter[workspace]=" + place.workspace())
                .statusCode(200)
                .body("data", hasSize(0));
        get(UUID.randomUUID(), "/export?filter[workspace]=" + place.workspace())
                .statusCode(200)
                .body(equalTo(""));
        assertThat(given().get("/api/v1/logs").statusCode()).isEqualTo(401);
    }

    @Test
    void exportsLinesOfJson() {
        String lines = get(place.team(), "/export?filter[workspace]=" + place.workspace())
                .statusCode(200)
                .contentType(containsString("application/x-ndjson"))
                .extract()
                .asString();
        assertThat(lines.strip().split("\n"))
                .hasSizeGreaterThan(4)
                .allMatch(line -> line.startsWith("{") && line.contains("\"level\""));
    }

    @Test
    void tellsLiveWhatComesOfBuildsAndOfReplicasThatCome() throws IOException {
        List<LogEntry> seen = new CopyOnWriteArrayList<>();
        var reading = searchLogs.follow(query(null, 10), 10).subscribe().with(seen::add);
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> seen.stream().anyMatch(line -> first.id().equals(line.instance())));
            bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
            Replica second = bench.replicas(place).get(0);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> seen.stream().anyMatch(line -> second.id().equals(line.instance())));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> seen.stream().anyMatch(line -> line.event().equals("build")));
        } finally {
            reading.cancel();
        }
    }

    @Test
    void keepsNoMoreThanItIsToldTo() {
        keep(100, "early ");
        List<LogEntry> later = keep(100, "later ");
        assertThat(kept.find(query("old", 1000)).await().atMost(PATIENCE)).hasSize(200);

        long size = bench.count("select max(octet_length(packed)) from kept_output where service = 'old'");
        assertThat(kept.prune(Duration.ofDays(1), size).await().atMost(PATIENCE))
                .isPositive();
        assertThat(kept.find(query("old", 1000)).await().atMost(PATIENCE)).hasSize(100);
        assertThat(kept.find(query("old", 10)).await().atMost(PATIENCE))
                .extracting(LogEntry::text)
                .isEqualTo(later.subList(90, 100).stream().map(LogEntry::text).toList());

        assertThat(kept.prune(Duration.ofSeconds(1), Long.MAX_VALUE).await().atMost(PATIENCE))
                .isPositive();
        assertThat(kept.find(query("old", 1000)).await().atMost(PATIENCE)).isEmpty();
    }
}
