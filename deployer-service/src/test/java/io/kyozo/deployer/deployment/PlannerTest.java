package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import io.kyozo.deployer.build.SourceFile;
import io.kyozo.deployer.deployment.DeploymentPlan.Change;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.EnvBinding.Source;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.testing.Topologies;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final UUID ID = UUID.fromString("01a1d7a5-0000-7000-8000-000000000001");
    private static final List<SourceFile> FOLDER = List.of(new SourceFile("index.js", "aa", false));

    private static Workspace workspace(Map<String, Workspace.Current> services) {
        return new Workspace(ID, "shop", services, Map.of(), false);
    }

    private static DeploymentPlan plan(TopologyDocument topology, String... requested) {
        return plan(workspace(Map.of()), topology, requested);
    }

    private static DeploymentPlan plan(Workspace workspace, TopologyDocument topology, String... requested) {
        PlanResult result = new Planner(workspace, topology, FOLDER).plan(Set.of(requested));
        assertThat(result).isInstanceOf(PlanResult.Planned.class);
        return ((PlanResult.Planned) result).plan();
    }

    private static List<String> problems(TopologyDocument topology, String... requested) {
        PlanResult result = new Planner(workspace(Map.of()), topology, FOLDER).plan(Set.of(requested));
        return ((PlanResult.Refused) result)
                .problems().stream().map(PlanProblem::text).toList();
    }

    private static TopologyDocument stack() {
        return Topologies.of(
                List.of(Topologies.web("web", "v1"), Topologies.web("api", "v1"), Topologies.postgres()),
                List.of(
                        Topologies.edge("web", "api", "http", "API_URL"),
                        Topologies.edge("api", "postgres", "postgres", "DATABASE_URL")));
    }

    @Test
    void ordersTheNeededBeforeThoseThatNeedThem() {
        assertThat(plan(stack()).services()).extracting(PlannedService::name).containsExactly("postgres", "api", "web");
    }

    @Test
    void namesImagesByContent() {
        String one = plan(stack()).services().get(1).plan().image();
        assertThat(one)
                .startsWith("kyozo/shop-api:")
                .isEqualTo(plan(stack()).services().get(1).plan().image());
        var changed = Topologies.of(Topologies.web("api", "v2"));
        assertThat(plan(changed).services().get(0).plan().image()).isNotEqualTo(one);
    }

    @Test
    void bindsAddressesCredentialsAndPorts() {
        var services = plan(stack()).services();
        assertThat(services.get(1).plan().env())
                .contains(
                        EnvBinding.literal("PORT", "3000"),
                        new EnvBinding("DATABASE_URL", Source.CONNECTION, "postgres"));
        assertThat(services.get(2).plan().env()).contains(new EnvBinding("API_URL", Source.URL, "api"));
        assertThat(services.get(0).plan().env()).contains(EnvBinding.file("POSTGRES_PASSWORD", "postgres", "password"));
    }

    @Test
    void bindsConnectionsInParts() {
        var env = List.of(variable("PGHOST"), variable("PGPASSWORD"), variable("DB_USER"), variable("COLOUR"));
        var api = Topologies.service("api", ServiceKind.API, "v1", "PORT", env);
        var topology = Topologies.of(
                List.of(Topologies.postgres(), api), List.of(Topologies.edge("api", "postgres", "postgres", "")));
        assertThat(plan(topology).services().get(1).plan().env())
                .contains(
                        new EnvBinding("PGHOST", Source.HOST, "postgres"),
                        EnvBinding.secret("PGPASSWORD", "postgres", "password"),
                        EnvBinding.literal("DB_USER", "app"))
                .extracting(EnvBinding::name)
                .doesNotContain("COLOUR");
    }

    private static ServiceSpec.EnvVar variable(String name) {
        return new ServiceSpec.EnvVar(name, null, false, false, List.of());
    }

    @Test
    void takesInWhatTheRequestedServicesNeed() {
        assertThat(plan(stack(), "api").services())
                .extracting(PlannedService::name)
                .containsExactly("postgres", "api");
    }

    @Test
    void removesWhatTheFolderNoLongerHolds() {
        var old = plan(Topologies.of(Topologies.web("old", "v1"))).services().get(0);
        var workspace = workspace(Map.of("old", new Workspace.Current(old.plan(), 1)));
        var services =
                plan(workspace, Topologies.of(Topologies.web("web", "v1"))).services();
        assertThat(services).extracting(PlannedService::change).containsExactly(Change.APPLY, Change.REMOVE);
    }

    @Test
    void keepsTheNumberOfReplicas() {
        var web = plan(Topologies.of(Topologies.web("web", "v1"))).services().get(0);
        var workspace = workspace(Map.of("web", new Workspace.Current(web.plan(), 3)));
        assertThat(plan(workspace, Topologies.of(Topologies.web("web", "v2")))
                        .services()
                        .get(0)
                        .replicas())
                .isEqualTo(3);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        var required = List.of(new ServiceSpec.EnvVar("STRIPE_KEY", null, true, true, List.of()));
        var bad = Topologies.service("Bad_Name", ServiceKind.WEB, "", "PORT", List.of());
        var twice = Topologies.web("web", "v1");
        assertThat(problems(Topologies.of(bad, twice, twice))).hasSize(2);
        assertThat(problems(Topologies.of(Topologies.service("api", ServiceKind.API, "v1", "PORT", required))))
                .singleElement()
                .asString()
                .contains("STRIPE_KEY");
    }

    @Test
    void saysThatThereIsNothingToDeploy() {
        assertThat(problems(Topologies.of())).singleElement().asString().contains("nothing to deploy");
    }

    @Test
    void suggestsTheServiceThatWasMeant() {
        assertThat(problems(stack(), "apii")).singleElement().asString().contains("did you mean api?");
    }

    @Test
    void cutsACycleWhereItIsEntered() {
        var topology = Topologies.of(
                List.of(Topologies.web("a", "v1"), Topologies.web("b", "v1")),
                List.of(Topologies.edge("a", "b", "http", ""), Topologies.edge("b", "a", "http", "")));
        assertThat(plan(topology).services()).extracting(PlannedService::name).containsExactly("b", "a");
    }

    @Test
    void letsASiteBeServedOnAnyPort() {
        ServiceSpec web = Topologies.service("web", ServiceKind.STATIC, "v1", "", List.of());
        ServiceSpec site = new ServiceSpec(
                "site",
                ServiceKind.STATIC,
                "static",
                "",
                "",
                ".",
                true,
                "",
                1,
                List.of(),
                web.ports(),
                List.of(),
                List.of(),
                null,
                web.dockerfile(),
                ".",
                List.of(),
                List.of(),
                web.health(),
                web.resources(),
                true);
        var services = plan(Topologies.of(site)).services();
        assertThat(services.get(0).plan().ports())
                .extracting(ServiceSpec.Port::envVar)
                .containsExactly("PORT");
    }

    @Test
    void buildsAnImageThatStartsAsTheFolderSaysAndNamesItOtherwise() {
        var dockerfile = new ServiceSpec.Dockerfile("", "v1", ".", "", "");
        var plain = plan(Topologies.of(Topologies.web("web", dockerfile)))
                .services()
                .get(0)
                .plan();
        var started = plan(Topologies.of(Topologies.web("web", dockerfile.startedBy(List.of("run"), List.of("jobs")))))
                .services()
                .get(0)
                .plan();
        assertThat(Objects.requireNonNull(started.build()).entrypoint()).containsExactly("run");
        assertThat(Objects.requireNonNull(started.build()).command()).containsExactly("jobs");
        assertThat(started.image()).isNotEqualTo(plain.image());
    }

    @Test
    void givesCachesAPasswordAndAVolumeAndTellsOnlyThoseThatNeedIt() {
        var redis = Topologies.data("redis", "redis:7-bookworm", 6379);
        var services = plan(Topologies.of(
                        List.of(redis, Topologies.web("web", "v1")),
                        List.of(Topologies.edge("web", "redis", "redis", "REDIS_URL"))))
                .services();
        var plan = services.get(0).plan();
        assertThat(plan.env()).containsExactly(EnvBinding.file("REDIS_PASSWORD", "redis", "password"));
        assertThat(plan.volumes()).containsExactly("/data");
        assertThat(plan.command()).startsWith("sh", "-c");
        assertThat(services.get(1).plan().env()).contains(new EnvBinding("REDIS_URL", Source.CONNECTION, "redis"));
    }

    @Test
    void refusesWhatAComposeFileMayNotAskForWithItsFileAndLine() {
        var asked = new Recommendation(
                Recommendation.REFUSED_KEY,
                "critical",
                "Take privileged out of the service web",
                "",
                List.of(new Evidence("compose.yaml", 4, 1, "privileged of the service web")));
        var harmless = new Recommendation("security.other", "critical", "x", "", List.of());
        var plain = Topologies.of(Topologies.web("web", "v1"));
        var topology = new TopologyDocument(
                1,
                plain.strategy(),
                "",
                1,
                plain.services(),
                List.of(),
                List.of(),
                List.of(asked, harmless),
                List.of(),
                List.of(),
                List.of());
        assertThat(problems(topology))
                .containsExactly("compose.yaml, line 4: privileged of the service web is refused"
                        + " (Take privileged out of the service web)");
    }

    @Test
    void makesTheRootReadOnlyWhereThatIsKnownToWorkAndWhereItIsAsked() {
        var generated = Topologies.web("web", "FROM x");
        assertThat(only(generated).readOnlyRoot()).isTrue();
        assertThat(only(asking(generated, "false")).readOnlyRoot()).isFalse();
        assertThat(only(Topologies.postgres()).readOnlyRoot()).isFalse();
        assertThat(only(asking(Topologies.postgres(), "true")).readOnlyRoot()).isTrue();
        assertThat(only(generated).hash())
                .isNotEqualTo(only(asking(generated, "false")).hash());
    }

    private static ServicePlan only(ServiceSpec spec) {
        return plan(Topologies.of(spec)).services().get(0).plan();
    }

    private static ServiceSpec asking(ServiceSpec spec, String readOnly) {
        var wish = new ServiceSpec.EnvVar("KYOZO_READ_ONLY_ROOT", readOnly, false, false, List.of());
        return new ServiceSpec(
                spec.name(),
                spec.kind(),
                spec.stack(),
                spec.framework(),
                spec.version(),
                spec.path(),
                true,
                "",
                1,
                List.of(),
                spec.ports(),
                spec.build(),
                spec.start(),
                spec.image(),
                spec.dockerfile(),
                "",
                List.of(wish),
                spec.volumes(),
                spec.health(),
                spec.resources(),
                spec.scalable());
    }
}
