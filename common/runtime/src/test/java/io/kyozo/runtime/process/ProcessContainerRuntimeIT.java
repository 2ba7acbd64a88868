package io.kyozo.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kyozo.runtime.Archives;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ContainerInfo.State;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerRuntimeContract;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo;
import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProcessContainerRuntimeIT extends ContainerRuntimeContract {
    @TempDir
    static Path state;

    private static ProcessContainerRuntime runtime;

    @BeforeAll
    static void open() {
        runtime = new ProcessContainerRuntime(ProcessSettings.at(state));
    }

    @AfterAll
    static void close() throws Exception {
        runtime.close();
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String dockerfile(List<String> shellLines) {
        return "";
    }

    @Test
    void anotherProcessSeesAndEndsWhatThisOneStarted() throws Exception {
        var image = built(List.of());
        runtime.create(container(id, image, server())).await().atMost(PATIENCE);
        var started = runtime.start(id).await().atMost(PATIENCE);
        try (var other = new ProcessContainerRuntime(ProcessSettings.at(state))) {
            var seen = other.inspect(id).await().atMost(PATIENCE).orElseThrow();
            assertThat(seen).isEqualTo(started);
            assertThat(other.stats(id).await().atMost(PATIENCE).pids()).isPositive();
            other.stop(id, Duration.ofSeconds(2)).await().atMost(PATIENCE);
        }
        assertThat(runtime.inspect(id).await().atMost(PATIENCE).orElseThrow().state())
                .isEqualTo(State.EXITED);
    }

    @Test
    void aLauncherThatIsKilledIsNoticed() throws Exception {
        var image = built(List.of());
        runtime.create(container(id, image, shell("sleep 300"))).await().atMost(PATIENCE);
        var started = runtime.start(id).await().atMost(PATIENCE);
        ProcessHandle.of(started.pid()).orElseThrow().parent().orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).untilAsserted(() -> {
            var seen = runtime.inspect(id).await().atMost(PATIENCE).orElseThrow();
            assertThat(seen.state()).isEqualTo(State.EXITED);
            assertThat(seen.exitCode()).isEqualTo(255);
        });
        runtime.remove(id).await().atMost(PATIENCE);
        assertThat(ProcStat.of(started.pid()).filter(ProcStat::runs)).isEmpty();
    }

    @Test
    void stoppingReachesWhatLeftTheSession() throws Exception {
        var image = built(List.of());
        runtime.create(container(id, image, shell("setsid sleep 4321 & echo $!; sleep 300")))
                .await()
                .atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> !lines().isEmpty());
        runtime.stop(id, Duration.ofSeconds(1)).await().atMost(PATIENCE);
        assertThat(ProcStat.of(Long.parseLong(lines().get(0))).filter(ProcStat::runs))
                .isEmpty();
    }

    private List<String> lines() {
        return runtime.logs(id, 10, false).collect().asList().await().atMost(PATIENCE).stream()
                .map(io.kyozo.runtime.LogLine::text)
                .toList();
    }

    @Test
    void saysWhichToolIsMissingBeforeAnythingIsRun() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        var spec = new BuildSpec(
                id + ":1",
                labels,
                folder,
                "",
                "",
                ".",
                List.of(List.of("touch", "ran"), List.of("kyozo-no-such-tool")),
                "",
                Map.of(),
                null,
                ResourceLimits.NONE,
                PATIENCE);
        assertThatThrownBy(() -> runtime.build(spec, line -> {}).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RuntimeFailure.Kind.UNSUPPORTED))
                .hasMessageContaining("kyozo-no-such-tool");
        assertFailure(
                () -> runtime.ensureImage("mongo:7", line -> {}).await().atMost(PATIENCE),
                RuntimeFailure.Kind.UNSUPPORTED);
    }

    @Test
    void buildsBehindWhatServes() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        var told = new ArrayList<String>();
        var spec = new BuildSpec(
                id + ":1",
                labels,
                folder,
                "",
                "",
                ".",
                List.of(List.of("nice"), List.of("cat", "/proc/self/autogroup")),
                "",
                Map.of(),
                null,
                ResourceLimits.NONE,
                PATIENCE);
        assumeTrue(Files.exists(Path.of("/proc/self/autogroup")), "this kernel does not group sessions");
        runtime.build(spec, line -> told.add(line.text())).await().atMost(PATIENCE);
        assertThat(told).anyMatch(line -> line.endsWith(" nice 10"));
        // These tests may have been started at a low priority themselves.
        assertThat(Integer.parseInt(told.get(2))).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aFixedPortThatIsTakenIsAConflict() throws Exception {
        var image = built(List.of());
        try (var taken = new ServerSocket(0)) {
            var spec = new ContainerSpec(
                    id,
                    image,
                    labels,
                    server(),
                    ".",
                    Map.of(),
                    null,
                    "",
                    List.of(new ContainerSpec.Port(taken.getLocalPort(), "")),
                    List.of(),
                    ResourceLimits.NONE,
                    false,
                    5);
            runtime.create(spec).await().atMost(PATIENCE);
            assertFailure(() -> runtime.start(id).await().atMost(PATIENCE), RuntimeFailure.Kind.CONFLICT);
        }
    }

    @Test
    void processesSeeNothingOfOurEnvironment() throws Exception {
        var image = built(List.of());
        runtime.create(container(id, image, shell("env"))).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        awaitLine("GREETING=hello");
        var known = Set.of("PATH", "HOME", "LANG", "TMPDIR", "PORT", "GREETING", "PWD", "SHLVL", "_", "OLDPWD");
        assertThat(lines().stream().map(line -> line.split("=")[0]))
                .filteredOn(name -> System.getenv(name) != null && !known.contains(name))
                .allMatch(name -> name.matches("(?i).*proxy|JAVA_HOME|TZ|GO.*|PIP_.*|npm_.*"));
        assertThat(Files.getPosixFilePermissions(state.resolve("containers/" + id + "/container.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void keepsALogSmall() throws Exception {
        var image = built(List.of());
        var flood = shell(
                "i=0; while [ $i -lt 20 ]; do i=$((i+1)); head -c 1000000 /dev/zero | tr '\\0' x; echo; sleep 0.3; done; echo end; sleep 300");
        runtime.create(container(id, image, flood)).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        awaitLine("end");
        var stdout = state.resolve("containers/" + id + "/stdout");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.size(stdout)).isLessThan(6L << 20));
    }

    @Test
    void servesAStaticSiteAndNothingBeyondIt() throws Exception {
        Files.createDirectories(folder.resolve("public/assets"));
        Files.writeString(folder.resolve("public/index.html"), "<h1>front</h1>");
        Files.writeString(folder.resolve("public/assets/site.css"), "h1 {}");
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(folder.resolve("public/out.txt"), Path.of("../secret.txt"));
        var spec = new BuildSpec(
                id + ":1",
                labels,
                folder,
                "",
                "",
                ".",
                List.of(),
                "public",
                Map.of(),
                null,
                ResourceLimits.NONE,
                PATIENCE);
        runtime.build(spec, line -> {}).await().atMost(PATIENCE);
        runtime.create(container(id, id + ":1", List.of())).await().atMost(PATIENCE);
        var endpoint = runtime.start(id).await().atMost(PATIENCE).endpoints().get(8080);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(endpoint, "/")).contains("front"));
        assertThat(get(endpoint, "/assets/site.css")).isEqualTo("h1 {}");
        assertThat(get(endpoint, "/some/page")).contains("front");
        assertThat(get(endpoint, "/assets/none.js")).contains("Not found");
        for (var path : List.of(
                "/out.txt",
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/assets/..%2f..%2fsecret.txt")) {
            assertThat(get(endpoint, path)).as(path).doesNotContain("secret");
        }
        runtime.stop(id, Duration.ofSeconds(5)).await().atMost(PATIENCE);
        assertThat(runtime.inspect(id).await().atMost(PATIENCE).orElseThrow().exitCode())
                .isZero();
    }

    @Test
    void limitsMemoryWhereTheHostLetsIt() throws Exception {
        var capabilities = runtime.info().await().atMost(PATIENCE).capabilities();
        assumeTrue(capabilities.contains(RuntimeInfo.Capability.MEMORY_LIMIT), "no control groups on this host");
        var image = built(List.of());
        var hungry = List.of("node", "-e", "const a=[];for(;;)a.push(Buffer.alloc(1<<20,1))");
        var spec = plain(id, image, labels, hungry, new ResourceLimits(96L << 20, 0, 0));
        runtime.create(spec).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var seen = runtime.inspect(id).await().atMost(PATIENCE).orElseThrow();
            assertThat(seen.state()).isEqualTo(State.EXITED);
            assertThat(seen.oomKilled()).isTrue();
        });
    }

    @Test
    void isRefusedUnlessAllowed() {
        assertThatThrownBy(() -> new ProcessContainerRuntime(new ProcessSettings(false, state, null, PATIENCE)))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("kyozo.runtime.process.allowed");
        assertThat(runtime.info().await().atMost(PATIENCE).isolated()).isFalse();
    }

    @Test
    void copiesVolumesWithModes() throws Exception {
        copiesVolumes(false);
    }

    @Test
    void nothingOfAnArchiveLeavesItsVolume() throws Exception {
        runtime().ensureVolume(id, labels).await().atMost(PATIENCE);
        var outside = new ByteArrayInputStream(Archives.of(Map.of("../../escaped", "x")));
        assertThatThrownBy(() ->
                        runtime().writeVolume(id, outside, PATIENCE).await().atMost(PATIENCE))
                .hasMessageContaining("outside the volume");
    }
}
