package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.OwnRegistry;
import io.kyozo.testkit.engine.PrivateEngine;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that go to a registry behind a login and come back, and base images from a mirror that wants one. */
@NeedsEngine(images = TestEngine.BASE)
class RegistryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String password = "canary-" + UUID.randomUUID();
    private final String image = "kyozo-test/kept-" + UUID.randomUUID() + ":1";
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private TestEngine engine;
    private OwnRegistry registry;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        var started = OwnRegistry.start(folder.resolve("registry"), password);
        assumeTrue(started.isPresent(), "a registry needs root on Debian, or docker-registry installed");
        registry = started.orElseThrow();
        engine = TestEngine.connect();
    }

    @AfterEach
    void stop() throws Exception {
        if (registry != null) {
            registry.close();
            engine.close();
        }
    }

    /** One that keeps images in the registry, and pulls base images through {@code mirror}. */
    private DockerContainerRuntime runtime(String mirror, @Nullable Path logins) {
        var settings = DockerSettings.at(URI.create(PrivateEngine.host().orElseThrow()))
                .withRegistries(mirror, registry.address() + "/team/", logins);
        return new DockerContainerRuntime(settings);
    }

    private Path right() throws Exception {
        return registry.logins(folder.resolve("right.json"), password);
    }

    private void log(BuildLine line) {
        said.add(line.text());
    }

    private void build(DockerContainerRuntime runtime) throws Exception {
        var context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("content.txt"), image);
        var spec = new BuildSpec(
                image,
                Map.of(Labels.MANAGED, engine.installation(), Labels.BUILD, engine.installation()),
                context,
                TestEngine.dockerfile(List.of(), "\"true\""),
                "",
                ".",
                List.of(),
                "",
                Map.of(),
                null,
                ResourceLimits.NONE,
                PATIENCE);
        assertThat(runtime.build(spec, this::log).await().atMost(PATIENCE).name())
                .isEqualTo(image);
    }

    private List<String> names() {
        return engine
                .runtime()
                .listImages(Map.of(Labels.MANAGED, engine.installation()))
                .await()
                .atMost(PATIENCE)
                .stream()
                .map(found -> found.name())
                .toList();
    }

    @Test
    void whatWasBuiltGoesThereAndComesBackToAnEngineThatLacksIt() throws Exception {
        try (var runtime = runtime("", right())) {
            assertThat(runtime.fetchImage(image, this::log).await().atMost(PATIENCE))
                    .isFalse();
            build(runtime);
            var id = runtime.findImage(image)
                    .await()
                    .atMost(PATIENCE)
                    .orElseThrow()
                    .id();
            runtime.publishImage(image, this::log).await().atMost(PATIENCE);
            runtime.publishImage(image, this::log).await().atMost(PATIENCE);
            assertThat(names()).containsExactly(image);
            assertNoPasswordIn(engine.client());

            runtime.removeImage(image).await().atMost(PATIENCE);
            assertThat(names()).isEmpty();
            assertThat(runtime.fetchImage(image, this::log).await().atMost(PATIENCE))
                    .isTrue();
            assertThat(names()).containsExactly(image);
            var back = runtime.findImage(image).await().atMost(PATIENCE).orElseThrow();
            assertThat(back.id()).isEqualTo(id);
            assertThat(back.labels()).containsEntry(Labels.MANAGED, engine.installation());
        }
        assertThat(said).isNotEmpty().noneMatch(line -> line.contains(password));
    }

    /** Neither in what the image says of itself nor in what made its layers. */
    private void assertNoPasswordIn(DockerClient client) {
        assertThat(client.inspectImageCmd(image).exec().toString()).doesNotContain(password);
    }

    @Test
    void aWrongLoginIsSaidWithWhatToDo() throws Exception {
        var wrong = registry.logins(folder.resolve("wrong.json"), "guess");
        try (var runtime = runtime("", wrong)) {
            build(runtime);
            refused(runtime, "refuses the login in " + wrong, "docker login " + registry.address());
        }
        try (var runtime = runtime("", null)) {
            refused(runtime, "wants a login", "kyozo.runtime.docker.registry-logins");
        }
        var none = Files.writeString(folder.resolve("none.json"), "{}");
        try (var runtime = runtime("", none)) {
            refused(runtime, none + " has none for it");
        }
        assertThat(names()).containsExactly(image);
        assertThat(said).noneMatch(line -> line.contains("guess"));
    }

    private void refused(DockerContainerRuntime runtime, String... words) {
        for (var refused : List.of(
                runtime.publishImage(image, this::log).replaceWith(true),
                runtime.fetchImage("kyozo-test/x:1", this::log))) {
            assertThatThrownBy(() -> refused.await().atMost(PATIENCE))
                    .isInstanceOfSatisfying(
                            RuntimeFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RuntimeFailure.Kind.INVALID))
                    .message()
                    .contains(words)
                    .doesNotContain("guess");
        }
    }

    @Test
    void baseImagesComeFromAMirrorThatWantsALogin() throws Exception {
        var base = "kyozo-test-base-" + UUID.randomUUID() + ":1";
        try (var runtime = runtime(registry.address() + "/team/", right())) {
            build(runtime);
            engine.client()
                    .tagImageCmd(image, base.substring(0, base.indexOf(':')), "1")
                    .exec();
            runtime.publishImage(base, this::log).await().atMost(PATIENCE);
            runtime.removeImage(base).await().atMost(PATIENCE);

            runtime.ensureImage(base, this::log).await().atMost(PATIENCE);
            assertThat(names()).contains(base);
            runtime.removeImage(base).await().atMost(PATIENCE);
        }
        var wrong = registry.logins(folder.resolve("wrong.json"), "guess");
        try (var runtime = runtime(registry.address() + "/team/", wrong)) {
            assertThatThrownBy(
                            () -> runtime.ensureImage(base, this::log).await().atMost(PATIENCE))
                    .hasMessageContainingAll(base, "refuses the login in " + wrong);
        }
    }
}
