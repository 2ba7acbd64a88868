package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFixture;
import io.kyozo.runtime.dockerfile.Dockerfile;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a build is held to, as its own steps see it, and what it need not do again. */
@NeedsEngine(images = TestEngine.BASE)
class BuildsIT extends RuntimeFixture {
    private static final String SEE =
            "echo MEMORY $(cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max"
                    + " 2>/dev/null); echo QUOTA $(cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu.max 2>/dev/null);"
                    + " echo WEIGHT $(cat /sys/fs/cgroup/cpu/cpu.shares /sys/fs/cgroup/cpu.weight 2>/dev/null)";

    private static TestEngine tests;

    @BeforeAll
    static void connect() {
        tests = TestEngine.connect();
    }

    @AfterAll
    static void disconnect() throws Exception {
        tests.close();
    }

    @Override
    protected ContainerRuntime runtime() {
        return tests.runtime();
    }

    @Override
    protected String dockerfile(List<String> shellLines) {
        return TestEngine.dockerfile(shellLines, "\"true\"");
    }

    /** Half a core and 256 MiB; and where running services want the processor too, they get it before the build. */
    @Test
    void hasNoMoreMemoryAndProcessorThanItIsGivenAndLessWeightThanServices() throws Exception {
        Files.writeString(folder.resolve("content.txt"), id);
        var plain = build(id + ":1", List.of(SEE), PATIENCE);
        var limited = new BuildSpec(
                plain.image(),
                plain.labels(),
                plain.context(),
                plain.dockerfile(),
                "",
                ".",
                plain.commands(),
                "",
                Map.of(),
                null,
                new ResourceLimits(256L << 20, 0.5, 0),
                PATIENCE);
        var said = said(limited);
        assertThat(said).containsPattern("(?m)^MEMORY 268435456$").containsPattern("(?m)^QUOTA 50000( 100000)?$");
        var weight = said.replaceAll("(?s).*\nWEIGHT (\\d+)\n.*", "$1");
        // Services have 1024 shares (version 1) or a weight of 100 (version 2).
        assertThat(Integer.parseInt(weight)).isLessThan(1024).isNotEqualTo(100);
    }

    @Test
    void keepsOffOneProcessorWhileServicesRun() {
        assumeThat(processors()).isGreaterThan(1);
        assertThat(said(build(id + ":1", List.of("echo " + id + " ALONE $(nproc)"), PATIENCE)))
                .contains("ALONE " + processors() + "\n");
        var service = tests.client()
                .createContainerCmd(TestEngine.BASE)
                .withLabels(Map.of(Labels.MANAGED, tests.installation(), Labels.INSTANCE, id))
                .withCmd("sleep", "300")
                .exec()
                .getId();
        try {
            tests.client().startContainerCmd(service).exec();
            assertThat(said(build(id + ":2", List.of("echo " + id + " BESIDE $(nproc)"), PATIENCE)))
                    .contains("BESIDE " + (processors() - 1) + "\n");
        } finally {
            tests.client().removeContainerCmd(service).withForce(true).exec();
        }
    }

    /** As where the engine has been given the last processors of its machine. */
    @Test
    void usesAllProcessorsWhereThoseThatItWantsAreNotTheEngines() throws Exception {
        var settings = DockerSettings.at(URI.create(PrivateEngine.host().orElseThrow()));
        var spec = build(id + ":1", List.of("echo " + id + " SEES $(nproc)"), PATIENCE);
        var said = new StringBuilder();
        try (var engine = new EngineConnection(settings)) {
            var run = new BuildRun(
                    engine,
                    new Leftovers(engine),
                    spec,
                    line -> said.append(line.text()).append('\n'));
            run.within(Integer.toString(processors()));
            run.run(Dockerfile.parse(spec.dockerfile()));
        }
        assertThat(said).contains("SEES " + processors() + "\n");
    }

    private static int processors() {
        return Objects.requireNonNull(tests.client().infoCmd().exec().getNCPU());
    }

    @Test
    void takesTheLayersThatAreThere() throws Exception {
        Files.writeString(folder.resolve("content.txt"), id);
        var steps = List.of("echo step of " + id);
        assertThat(said(build(id + ":1", steps, PATIENCE))).doesNotContain("Using cache");
        assertThat(said(build(id + ":2", steps, PATIENCE))).contains("Using cache");
    }

    private String said(BuildSpec spec) {
        var said = new StringBuilder();
        runtime()
                .build(spec, (BuildLine line) -> said.append(line.text()).append('\n'))
                .await()
                .atMost(PATIENCE);
        return said.toString();
    }
}
