package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.build.SourceFile;
import io.kyozo.deployer.service.Share;
import io.kyozo.deployer.testing.Topologies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FitCheckTest {
    private static final long MIB = 1 << 20;
    private static final Share NONE = new Share(0, 0, 0);

    /** Each takes 256 MiB and half a core. */
    private static DeploymentPlan plan(ServiceSpec... specs) {
        var workspace = new Workspace(
                UUID.fromString("01a1d7a5-0000-7000-8000-000000000001"), "shop", Map.of(), Map.of(), true);
        var planner = new Planner(workspace, Topologies.of(specs), List.of(new SourceFile("index.js", "aa", false)));
        return ((PlanResult.Planned) planner.plan(Set.of())).plan();
    }

    private static ServiceSpec fixed(String name) {
        return Topologies.service(name, ServiceKind.WEB, "v1", "", List.of());
    }

    private static List<String> problems(Surroundings surroundings, ServiceSpec... specs) {
        return new FitCheck(surroundings)
                .check(plan(specs), true).stream().map(PlanProblem::text).toList();
    }

    @Test
    void findsNothingWrongWhereNothingIsKnown() {
        assertThat(problems(new Surroundings(0, 0, 0, 0, NONE, NONE, Set.of()), fixed("web")))
                .isEmpty();
    }

    @Test
    void tellsAllThatDoesNotFitAtOnceEachWithItsMend() {
        var small = new Surroundings(
                100 * MIB,
                0,
                10 * MIB,
                512 * MIB,
                new Share(512 * MIB, 0, 0),
                new Share(400 * MIB, 0, 0),
                Set.of(3000));
        assertThat(problems(small, fixed("web"), fixed("api")))
                .hasSize(6)
                .allMatch(text -> text.matches("(?s).*\\(.+\\)"))
                .anyMatch(text -> text.startsWith("web: its memory limit of 0.25 GiB is more than the 0.10 GiB"))
                .anyMatch(text -> text.startsWith("web: another program of this host listens on port 3000"))
                .anyMatch(text -> text.startsWith("api: port 3000 is also that of web"))
                .anyMatch(text -> text.startsWith("only 0.01 GiB are left"))
                .anyMatch(text -> text.contains("would take 0.89 GiB of memory, its quota is 0.50 GiB"));
    }

    @Test
    void countsCoresAndServicesAgainstTheQuota() {
        var quota = new Surroundings(0, 0, 0, 0, new Share(0, 1.2, 2), new Share(0, 0.5, 1), Set.of());
        assertThat(problems(quota, Topologies.web("web", "v1"), Topologies.web("api", "v1")))
                .hasSize(2)
                .anyMatch(text -> text.contains("1.50 cores, its quota is 1.20"))
                .anyMatch(text -> text.contains("3 services, its quota is 2"));
    }
}
