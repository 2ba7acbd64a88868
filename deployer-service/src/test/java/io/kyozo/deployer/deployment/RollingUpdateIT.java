package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How one version takes the place of another. */
@DeployerTest
class RollingUpdateIT {
    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    private final Place place = Place.fresh();
    private Deployment first;

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        first = bench.live(place, wish("v1"));
    }

    private DeployRequested wish(String version) throws IOException {
        return bench.wish(place, Topologies.of(Topologies.web("web", version)), version);
    }

    private Replica only() {
        assertThat(bench.replicas(place)).hasSize(1);
        return bench.replicas(place).get(0);
    }

    private String host() {
        return "web." + place.name() + ".localhost";
    }

    @Test
    void leavesAnOldReplicaInPeaceUntilItHasAnswered() throws IOException {
        Replica old = only();
        FakeGateway.answers(host(), old.id().toString());
        Deployment second = bench.decided(bench.request(place, wish("v2")));
        assertThat(second.state()).isEqualTo(DeploymentState.LIVE);
        assertThat(FakeGateway.targets(host()))
                .hasSize(1)
                .doesNotContain(old.id().toString());

        // Another service comes and goes meanwhile: time enough to end a replica that is not waited for.
        Place other = Place.fresh();
        bench.live(other, bench.wish(other, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(other, bench.action(other, Action.REMOVE, List.of(), null));
        assertThat(runtime.containerNames()).contains(old.containerName());

        FakeGateway.answered(host());
        bench.settled(second);
        assertThat(runtime.containerNames()).hasSize(1).doesNotContain(old.containerName());
    }

    @Test
    void takesBackAVersionThatEndsSoonAfterItsFirstAnswer() throws IOException {
        UUID old = only().id();
        Deployment second = bench.run(place, wish("faints"));

        assertThat(second.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(second.failure()).contains("exit code 3").contains("last words");
        assertThat(FakeGateway.targets(host())).containsExactly(old.toString());
    }

    /** As one that was started again, and is not there yet. */
    @Test
    void keepsAllWhereTheOneThatWouldStayDoesNotAnswer() throws IOException {
        bench.live(place, bench.action(place, Action.SCALE, List.of("web"), 2));
        List<String> both = FakeGateway.targets(host());
        String stays = bench.replicas(place).get(0).containerName();
        runtime.answersWith(stays, 503);

        Deployment fewer = bench.run(place, bench.action(place, Action.SCALE, List.of("web"), 1));
        assertThat(fewer.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(fewer.failure()).contains("answered 503");
        assertThat(FakeGateway.targets(host())).containsExactlyInAnyOrderElementsOf(both);
        assertThat(bench.replicas(place)).hasSize(2).allMatch(replica -> replica.retiredBy() == null);

        runtime.answersWith(stays, 200);
        bench.live(place, bench.action(place, Action.SCALE, List.of("web"), 1));
        assertThat(only().containerName()).isEqualTo(stays);
    }

    @Test
    void goesBackToAnyKeptReleaseWithoutABuild() throws IOException {
        bench.live(place, wish("v2"));
        bench.live(place, wish("v3"));
        String image = only().plan().image();
        var back = new DeployRequested(
                place.workspace(),
                place.name(),
                Action.ROLL_BACK,
                first.request().revisionId(),
                null,
                null,
                List.of(),
                null,
                "tester",
                "a test");
        bench.live(place, back);

        assertThat(only().plan().image())
                .isNotEqualTo(image)
                .isEqualTo(first.requirePlan().services().get(0).plan().image());
        assertThat(runtime.builds()).isEqualTo(3);
    }

    /** What was announced last names the replicas that serve, and no other. */
    @Test
    void tellsOthersWhatServes() throws IOException {
        UUID one = only().id();
        assertThat(told(first, one)).isTrue();

        Deployment bad = bench.run(place, wish("exits"));
        assertThat(bad.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(told(bad, one)).isTrue();

        Deployment third = bench.live(place, wish("v3"));
        assertThat(told(third, one)).isFalse();
        assertThat(told(third, only().id())).isTrue();

        Deployment stop = bench.live(place, bench.action(place, Action.STOP, List.of(), null));
        assertThat(bench.count(
                        "select count(*) from outbox where subject = $1 and cast(data as text) like '%containerId%'"
                                + " and position = (select max(position) from outbox where subject = $1)",
                        stop.id()))
                .isZero();
    }

    private boolean told(Deployment deployment, UUID replica) {
        return bench.count(
                        "select count(*) from outbox where subject = $1 and cast(data as text) like $2"
                                + " and position = (select max(position) from outbox where subject = $1)",
                        deployment.id(),
                        "%" + replica + "%")
                == 1;
    }
}
