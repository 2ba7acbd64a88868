package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerRuntimeContract;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.kyozo.testkit.engine.NeedsEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsEngine(images = TestEngine.BASE)
class DockerContainerRuntimeIT extends ContainerRuntimeContract {

    private static TestEngine tests;
    private static DockerContainerRuntime runtime;
    private static DockerClient engine;

    @BeforeAll
    static void connect() {
        tests = TestEngine.connect();
        runtime = tests.runtime();
        engine = tests.client();
    }

    @AfterAll
    static void disconnect() throws Exception {
        tests.close();
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String dockerfile(List<String> shellLines) {
        return TestEngine.dockerfile(shellLines, "\"true\"");
    }

    @Test
    void hardensAndLimitsWhatItCreates() throws Exception {
        var image = built(List.of());
        runtime.ensureNetwork(id, labels).await().atMost(PATIENCE);
        runtime.ensureVolume(id, labels).await().atMost(PATIENCE);
        var spec = new ContainerSpec(
                id,
                image,
                labels,
                server(),
                ".",
                Map.of(),
                id,
                "web",
                List.of(new ContainerSpec.Port(8080, "PORT")),
                List.of(new ContainerSpec.Mount(id, "/data")),
                new ResourceLimits(96L << 20, 0.5, 50, 512L << 20),
                true,
                7);
        runtime.create(spec).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        InspectContainerResponse seen = engine.inspectContainerCmd(id).exec();
        var host = seen.getHostConfig();
        assertThat(host.getCapDrop()).extracting(Object::toString).containsExactly("ALL");
        assertThat(host.getCapAdd()).isNull();
        assertThat(host.getSecurityOpts()).contains("no-new-privileges:true");
        assertThat(host.getPrivileged()).isFalse();
        assertThat(host.getReadonlyRootfs()).isTrue();
        assertThat(host.getTmpFs()).containsKey("/tmp");
        assertThat(host.getMemory()).isEqualTo(96L << 20);
        assertThat(host.getMemorySwap()).isEqualTo(96L << 20);
        assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
        assertThat(host.getPidsLimit()).isEqualTo(50L);
        // Where the engine's storage driver can't limit it, the container is made all the same, and the engine not said
        // to.
        var limited = runtime.info().await().atMost(PATIENCE).capabilities().contains(Capability.STORAGE_LIMIT);
        assertThat(host.getStorageOpt()).isEqualTo(limited ? Map.of("size", Long.toString(512L << 20)) : null);
        assertThat(host.getInit()).isTrue();
        assertThat(host.getLogConfig().getConfig())
                .containsEntry("max-size", "5m")
                .containsEntry("max-file", "2");
        assertThat(host.getRestartPolicy().getName()).isIn("", "no");
        assertThat(host.getBinds()).isNullOrEmpty();
        assertThat(seen.getNetworkSettings().getNetworks().get(id).getAliases()).contains("web");
        seen.getNetworkSettings()
                .getPorts()
                .getBindings()
                .values()
                .forEach(bindings -> assertThat(bindings[0].getHostIp()).isEqualTo("127.0.0.1"));
    }

    @Test
    void saysThatMemoryRanOut() throws Exception {
        var image = built(List.of());
        var hungry = List.of("node", "-e", "const a=[];for(;;)a.push(Buffer.alloc(1<<20,1))");
        var spec = plain(id, image, labels, hungry, new ResourceLimits(64L << 20, 0, 0));
        runtime.create(spec).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(runtime.inspect(id)
                                .await()
                                .atMost(PATIENCE)
                                .orElseThrow()
                                .oomKilled())
                        .isTrue());
    }

    @Test
    void aBuildThatFailedOrWasStoppedLeavesNoLayer() throws Exception {
        Files.writeString(folder.resolve("file"), id);
        assertFailure(
                () -> runtime.build(build(id + ":1", List.of("echo " + id, "exit 3"), PATIENCE), line -> {})
                        .await()
                        .atMost(PATIENCE),
                RuntimeFailure.Kind.BUILD_FAILED);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(dangling()).isEmpty());
        assertFailure(
                () -> runtime.build(
                                build(id + ":1", List.of("echo " + id, "sleep 60"), Duration.ofSeconds(5)), line -> {})
                        .await()
                        .atMost(PATIENCE),
                RuntimeFailure.Kind.TIMEOUT);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(dangling()).isEmpty());
        assertThat(engine.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(Map.of(Labels.BUILD, tests.installation()))
                        .exec())
                .isEmpty();
    }

    private static List<String> dangling() {
        return runtime.listImages(Map.of(Labels.BUILD, tests.installation())).await().atMost(PATIENCE).stream()
                .filter(image -> image.name().equals(image.id()))
                .map(image -> image.id())
                .toList();
    }

    @Test
    void saysWhatToDoAboutABaseImageThatIsNowhere() throws Exception {
        Files.writeString(folder.resolve("file"), id);
        var spec = build(id + ":1", List.of(), PATIENCE);
        var foreign = new io.kyozo.runtime.BuildSpec(
                spec.image(),
                labels,
                folder,
                "FROM localhost:1/nowhere/none:1\n",
                "",
                ".",
                List.of(),
                "",
                Map.of(),
                null,
                ResourceLimits.NONE,
                PATIENCE);
        assertThatThrownBy(() -> runtime.build(foreign, line -> {}).await().atMost(PATIENCE))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("localhost:1/nowhere/none:1")
                .hasMessageContaining("mirror-prefix");
    }

    private ContainerSpec onNetwork(String name, String image, String alias) {
        return new ContainerSpec(
                name,
                image,
                labels,
                server(),
                ".",
                Map.of(),
                id,
                alias,
                List.of(new ContainerSpec.Port(8080, "PORT")),
                List.of(),
                ResourceLimits.NONE,
                false,
                5);
    }

    private String address(String container) {
        return engine.inspectContainerCmd(container)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .get(id)
                .getIpAddress();
    }

    private String lookUp(String name) {
        var ask = List.of("node", "-e", "require('dns').lookup('" + name + "', (e, a) => console.log(e ? 'none' : a))");
        return runtime.exec(id, ask, PATIENCE).await().atMost(PATIENCE).output().strip();
    }

    @Test
    void aContainerKeepsItsAddressWhenItAnswersToAnotherName() throws Exception {
        var image = built(List.of());
        runtime.ensureNetwork(id, labels).await().atMost(PATIENCE);
        runtime.create(onNetwork(id, image, "")).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        var address = address(id);
        assertThat(lookUp("web")).isEqualTo("none");

        var named = runtime.answerTo(id, id, "web").await().atMost(PATIENCE);
        assertThat(lookUp("web")).isEqualTo(address);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(named.endpoints().get(8080), "/index.html"))
                        .contains("it works"));
        assertThat(runtime.answerTo(id, id, "web").await().atMost(PATIENCE).endpoints())
                .as("nothing is to be done")
                .isEqualTo(named.endpoints());

        runtime.answerTo(id, id, "").await().atMost(PATIENCE);
        assertThat(lookUp("web")).isEqualTo("none");
        assertThat(address(id)).isEqualTo(address);
    }

    @Test
    void aContainerStartsAgainThoughAnotherHasItsAddressByNow() throws Exception {
        var image = built(List.of());
        runtime.ensureNetwork(id, labels).await().atMost(PATIENCE);
        runtime.create(onNetwork(id, image, "")).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        runtime.answerTo(id, id, "web").await().atMost(PATIENCE);
        var address = address(id);
        runtime.stop(id, Duration.ofSeconds(1)).await().atMost(PATIENCE);
        var thief = id + "-thief";
        runtime.create(onNetwork(thief, image, "")).await().atMost(PATIENCE);
        runtime.start(thief).await().atMost(PATIENCE);
        assertThat(address(thief)).isEqualTo(address);

        runtime.start(id).await().atMost(PATIENCE);

        assertThat(address(id)).isNotEmpty().isNotEqualTo(address);
        assertThat(lookUp("web")).isEqualTo(address(id));
    }

    @Test
    void containersOfANetworkFindEachOtherByName() throws Exception {
        var image = built(List.of());
        runtime.ensureNetwork(id, labels).await().atMost(PATIENCE);
        runtime.create(onNetwork(id, image, "web")).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        var ask =
                List.of("node", "-e", "fetch('http://web:8080/index.html').then(r=>r.text()).then(t=>console.log(t))");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(runtime.exec(id, ask, PATIENCE)
                                .await()
                                .atMost(PATIENCE)
                                .output())
                        .contains("it works"));
    }

    @Test
    void pipesAnyAmountThroughACommand() throws Exception {
        var image = built(List.of());
        runtime.create(container(id, image, server())).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        var given = new byte[3 << 20];
        new java.util.Random(1).nextBytes(given);
        var got = runtime.pipe(id, List.of("cat"), new ByteArrayInputStream(given), PATIENCE, InputStream::readAllBytes)
                .await()
                .atMost(PATIENCE);
        assertThat(got).isEqualTo(given);

        var none = runtime.pipe(id, List.of("true"), new ByteArrayInputStream(given), PATIENCE, InputStream::read)
                .await()
                .atMost(PATIENCE);
        assertThat(none).isEqualTo(-1);
    }

    @Test
    void aReaderNeverTakesThePartThatAFailedCommandPrintedForTheWhole() throws Exception {
        var image = built(List.of());
        runtime.create(container(id, image, server())).await().atMost(PATIENCE);
        runtime.start(id).await().atMost(PATIENCE);
        var whole = new AtomicBoolean();
        var failing = runtime.pipe(
                id,
                shell("echo part; echo the reason >&2; exit 3"),
                InputStream.nullInputStream(),
                PATIENCE,
                content -> {
                    var part = content.readAllBytes();
                    whole.set(true);
                    return part.length;
                });
        assertThatThrownBy(() -> failing.await().atMost(PATIENCE))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("code 3")
                .hasMessageContaining("the reason");
        assertThat(whole).isFalse();

        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        assertThatThrownBy(() -> runtime.pipe(id, List.of("cat"), broken, PATIENCE, InputStream::readAllBytes)
                        .await()
                        .atMost(PATIENCE))
                .hasMessageContaining("the disk is gone");
        assertFailure(
                () -> runtime.pipe(
                                id,
                                List.of("sleep", "60"),
                                InputStream.nullInputStream(),
                                Duration.ofSeconds(1),
                                InputStream::readAllBytes)
                        .await()
                        .atMost(PATIENCE),
                RuntimeFailure.Kind.TIMEOUT);
    }

    @Test
    void copiesVolumesWithModesAndOwners() throws Exception {
        copiesVolumes(true);
    }
}
