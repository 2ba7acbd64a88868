package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFixture;
import io.kyozo.testkit.engine.NeedsEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a container notices of getting another name on its network. */
@NeedsEngine(images = TestEngine.BASE)
class NetworkNamesIT extends RuntimeFixture {
    /** Looks a name up 200 times a second, for four seconds; who is not asked again at once is answered after five. */
    private static final String LOOK_UPS = """
            let lost = 0;
            const ask = () => {
              const began = Date.now();
              require('dns').lookup('%s', error => { if (error || Date.now() - began > 3500) lost++; });
            };
            const asking = setInterval(ask, 5);
            setTimeout(() => clearInterval(asking), 4000);
            process.on('exit', () => console.log(lost + ' lost'));
            """;

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

    @Test
    void whatItLooksUpMeanwhileIsFoundWithinSeconds() throws Exception {
        runtime().ensureNetwork(id, labels).await().atMost(PATIENCE);
        var image = built(List.of());
        var neighbour = id + "-neighbour";
        for (var name : List.of(neighbour, id)) {
            runtime().create(onNetwork(name, image)).await().atMost(PATIENCE);
            runtime().start(name).await().atMost(PATIENCE);
        }

        var looking = runtime()
                .exec(id, List.of("node", "-e", LOOK_UPS.formatted(neighbour)), PATIENCE)
                .subscribeAsCompletionStage();
        for (var name : List.of("web", "", "shop", "web")) {
            var unused = runtime().answerTo(id, id, name).await().atMost(PATIENCE);
        }

        assertThat(looking).as("was named while it looked up").isNotDone();
        assertThat(looking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).output().strip())
                .isEqualTo("0 lost");
    }

    private ContainerSpec onNetwork(String name, String image) {
        return new ContainerSpec(
                name,
                image,
                labels,
                server(),
                ".",
                Map.of(),
                id,
                "",
                List.of(new ContainerSpec.Port(8080, "PORT")),
                List.of(),
                new ResourceLimits(256L << 20, 1, 64),
                false,
                5);
    }
}
