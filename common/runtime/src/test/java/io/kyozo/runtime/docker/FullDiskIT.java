package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeFixture;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.OwnEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose disk is full: it is said, nothing hangs, and all works again once there is room. */
@NeedsEngine(images = FullDiskIT.IMAGE)
class FullDiskIT {
    static final String IMAGE = "debian:bookworm-slim";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> LABELS = Map.of(Labels.MANAGED, "full-disk");

    @TempDir
    Path folder;

    private Path disk;
    private OwnEngine engine;
    private DockerContainerRuntime runtime;

    @BeforeEach
    void startOnASmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()) == 0,
                "no file system can be mounted here");
        engine = OwnEngine.start(disk.resolve("engine")).orElseThrow();
        engine.copyImage(IMAGE);
        runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(engine.host())));
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            runtime.close();
            engine.close();
        }
        assertThat(run("umount", "-l", disk.toString())).isZero();
    }

    @Test
    void aBuildThatFillsItFailsAndLeavesItsRoomToTheNext() throws Exception {
        assertThatThrownBy(() -> build("big", "dd if=/dev/zero of=/big bs=1M count=1000"))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("no space left on device");
        assertThat(runtime.findImage("full-disk:big").await().atMost(PATIENCE)).isEmpty();
        build("small", "echo fits > /small");
        assertThat(runtime.findImage("full-disk:small").await().atMost(PATIENCE))
                .isPresent();
    }

    @Test
    void whatNeedsRoomIsRefusedUntilThereIsSome() throws Exception {
        Path filler = disk.resolve("filler");
        fill(filler);
        assertThatThrownBy(() -> runContainer("first"))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("no space left on device")
                .hasMessageContaining("Free disk space");
        assertThat(runtime.info().await().atMost(PATIENCE).version()).isNotEmpty();
        assertThat(runtime.circuit().state()).isEqualTo(Circuit.State.CLOSED);

        Files.delete(filler);
        assertThat(runContainer("first").state()).isEqualTo(ContainerInfo.State.RUNNING);
        assertThat(runtime.list(LABELS).await().atMost(PATIENCE)).hasSize(1);
        runtime.remove("first").await().atMost(PATIENCE);
    }

    private void build(String tag, String step) throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("file"), tag);
        var spec = new BuildSpec(
                "full-disk:" + tag,
                LABELS,
                context,
                "FROM " + IMAGE + "\nCOPY . /app\nRUN " + step + "\n",
                "",
                ".",
                List.of(),
                "",
                Map.of(),
                null,
                ResourceLimits.NONE,
                PATIENCE);
        var unused = runtime.build(spec, line -> {}).await().atMost(PATIENCE);
    }

    private ContainerInfo runContainer(String name) {
        var spec = RuntimeFixture.plain(name, IMAGE, LABELS, List.of("sleep", "300"), ResourceLimits.NONE);
        return runtime.create(spec)
                .chain(created -> runtime.start(created.name()))
                .await()
                .atMost(PATIENCE);
    }

    private static void fill(Path file) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThatThrownBy(() -> {
                        for (int written = 0; written < 1000; written++) {
                            out.write(megabyte);
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }
}
