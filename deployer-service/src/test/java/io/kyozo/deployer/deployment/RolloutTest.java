package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.build.BuildPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.Change;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.Rollout.Present;
import io.kyozo.deployer.deployment.Rollout.Strategy;
import io.kyozo.deployer.deployment.Rollout.Terrain;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ServicePlan;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Terrain ISOLATED = new Terrain(false);
    private static final Terrain SHARED = new Terrain(true);
    private static final UUID OLD = UUID.randomUUID();

    private static ServicePlan plan(String name, String image, String portVar, EnvBinding... env) {
        return new ServicePlan(
                name,
                ServiceKind.API,
                "node",
                image,
                new BuildPlan(".", "", "FROM x", "", "", ".", List.of(), "", List.of(), List.of()),
                List.of("node"),
                List.of(new ServiceSpec.Port(3000, "http", true, portVar)),
                List.of(env),
                List.of(),
                new ServiceSpec.Resources(0, 0, 0),
                null,
                List.of(),
                true,
                false);
    }

    private static Rollout only(PlannedService service, Terrain terrain, Present... present) {
        var plan = new DeploymentPlan("net", List.of(service));
        return Rollout.of(plan, Map.of(service.name(), List.of(present)), terrain)
                .get(0);
    }

    @Test
    void startsNewOnesFirstAndRetiresTheOld() {
        var rollout = only(
                new PlannedService(plan("api", "v2", "PORT"), 2, Change.APPLY), ISOLATED, new Present(OLD, "x", true));
        assertThat(rollout).isEqualTo(new Rollout("api", List.of(), 2, List.of(OLD)));
    }

    @Test
    void keepsReplicasThatAreAlike() {
        ServicePlan plan = plan("api", "v1", "PORT");
        var rollout = only(new PlannedService(plan, 1, Change.APPLY), ISOLATED, new Present(OLD, plan.hash(), true));
        assertThat(rollout.isNothing()).isTrue();
    }

    @Test
    void replacesReplicasThatAreAlikeButDoNotRun() {
        ServicePlan plan = plan("api", "v1", "PORT");
        var rollout = only(new PlannedService(plan, 1, Change.APPLY), ISOLATED, new Present(OLD, plan.hash(), false));
        assertThat(rollout.start()).isEqualTo(1);
        assertThat(rollout.retire()).containsExactly(OLD);
    }

    @Test
    void scalesDownWithoutTouchingTheRest() {
        ServicePlan plan = plan("api", "v1", "PORT");
        UUID second = UUID.randomUUID();
        var rollout = only(
                new PlannedService(plan, 1, Change.APPLY),
                ISOLATED,
                new Present(OLD, plan.hash(), true),
                new Present(second, plan.hash(), true));
        assertThat(rollout.keep()).containsExactly(OLD);
        assertThat(rollout.retire()).containsExactly(second);
        assertThat(rollout.start()).isZero();
    }

    @Test
    void restartsEvenWhatIsAlike() {
        ServicePlan plan = plan("api", "v1", "PORT");
        var rollout = only(new PlannedService(plan, 1, Change.REPLACE), ISOLATED, new Present(OLD, plan.hash(), true));
        assertThat(rollout.start()).isEqualTo(1);
        assertThat(rollout.retire()).containsExactly(OLD);
    }

    @Test
    void stopsFirstWhereAFixedPortIsShared() {
        var fixed = new PlannedService(plan("api", "v2", ""), 1, Change.APPLY);
        assertThat(Rollout.strategy(fixed.plan(), SHARED, null)).isEqualTo(Strategy.STOP_FIRST);
        assertThat(Rollout.strategy(fixed.plan(), ISOLATED, null)).isEqualTo(Strategy.START_FIRST);
    }

    @Test
    void movesDependentsWhereAddressesChangeWithTheReplica() {
        ServicePlan api = plan("api", "v2", "PORT");
        ServicePlan web = plan("web", "v1", "PORT", new EnvBinding("API_URL", EnvBinding.Source.URL, "api"));
        UUID webReplica = UUID.randomUUID();
        var plan = new DeploymentPlan(
                "net", List.of(new PlannedService(api, 1, Change.APPLY), new PlannedService(web, 1, Change.KEEP)));
        Map<String, List<Present>> present = Map.of(
                "api", List.of(new Present(OLD, "old", true)),
                "web", List.of(new Present(webReplica, web.hash(), true)));

        assertThat(Rollout.of(plan, present, SHARED).get(1).start()).isEqualTo(1);
        assertThat(Rollout.of(plan, present, ISOLATED).get(1).isNothing()).isTrue();
    }

    @Test
    void movesDependentsWhereTheReplicaGoesThatTheyWereTold() {
        ServicePlan api = plan("api", "v1", "PORT");
        ServicePlan web = plan("web", "v1", "PORT", new EnvBinding("API_URL", EnvBinding.Source.URL, "api"));
        var plan = new DeploymentPlan(
                "net", List.of(new PlannedService(api, 1, Change.APPLY), new PlannedService(web, 1, Change.KEEP)));
        var caller = List.of(new Present(UUID.randomUUID(), web.hash(), true));
        var up = new Present(UUID.randomUUID(), api.hash(), true);

        var fine = Map.of("api", List.of(new Present(OLD, api.hash(), true), up), "web", caller);
        assertThat(Rollout.of(plan, fine, SHARED).get(1).isNothing()).isTrue();
        var broken = Map.of("api", List.of(new Present(OLD, api.hash(), false), up), "web", caller);
        assertThat(Rollout.of(plan, broken, SHARED).get(0).keep()).containsExactly(up.id());
        assertThat(Rollout.of(plan, broken, SHARED).get(1).start()).isEqualTo(1);
        assertThat(Rollout.of(plan, broken, ISOLATED).get(1).isNothing()).isTrue();
    }

    @Test
    void leavesTheDependentsOfAServiceThatIsStopped() {
        ServicePlan api = plan("api", "v1", "PORT");
        ServicePlan web = plan("web", "v1", "PORT", new EnvBinding("API_URL", EnvBinding.Source.URL, "api"));
        var plan = new DeploymentPlan(
                "net", List.of(new PlannedService(api, 1, Change.STOP), new PlannedService(web, 1, Change.KEEP)));
        var present = Map.of(
                "api", List.of(new Present(OLD, api.hash(), true)),
                "web", List.of(new Present(UUID.randomUUID(), web.hash(), true)));
        assertThat(Rollout.of(plan, present, SHARED).get(1).isNothing()).isTrue();
    }

    @Test
    void leavesAStoppedServiceStopped() {
        var rollout = only(new PlannedService(plan("api", "v1", "PORT"), 1, Change.KEEP), SHARED);
        assertThat(rollout.isNothing()).isTrue();
    }

    @Test
    void retiresAllOfWhatIsRemoved() {
        var rollout = only(
                new PlannedService(plan("api", "v1", "PORT"), 1, Change.REMOVE), ISOLATED, new Present(OLD, "x", true));
        assertThat(rollout.retire()).containsExactly(OLD);
        assertThat(rollout.start()).isZero();
    }
}
