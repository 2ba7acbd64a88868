package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which deployments' jobs come before which, where more wait than can be worked on. */
@DeployerTest
class ActionPriorityIT {
    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    private final Place place = Place.fresh();

    @BeforeEach
    void reset() {
        runtime.reset();
        FakeGateway.clear();
    }

    /** 0 comes first. */
    private long priority(Deployment deployment) {
        return bench.count(
                "select priority::bigint from job_history where type = $1 and args ->> 'deploymentId' = $2",
                "deployment.run-deployment",
                deployment.id().toString());
    }

    private long priority(Action action) {
        return priority(bench.live(place, bench.action(place, action, List.of(), null)));
    }

    @Test
    void goingBackComesBeforeStoppingAndStoppingBeforeDeploying() throws IOException {
        long deploy = priority(bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one")));
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));

        long rollBack = priority(Action.ROLL_BACK);
        long pause = priority(Action.PAUSE);
        long start = priority(Action.START);
        long stop = priority(Action.STOP);
        long remove = priority(Action.REMOVE);
        assertThat(rollBack).isLessThan(stop);
        assertThat(List.of(pause, remove)).containsOnly(stop);
        assertThat(stop).isLessThan(deploy);
        assertThat(start).isEqualTo(deploy);
    }
}
