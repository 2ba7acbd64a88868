package io.kyozo.analyzer.topology.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.GoldenFolders;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DockerfileTest {
    /** What BuildKit alone understands. */
    private static final List<String> BUILDKIT = List.of("--mount", "--link", "--chmod", "<<", "# syntax");

    @TestFactory
    Stream<DynamicTest> everyGeneratedDockerfileKeepsToTheRules() {
        return GoldenFolders.all().stream()
                .map(folder -> folder.getFileName().toString())
                .flatMap(name -> GoldenFolders.analyze(name).services().stream()
                        .filter(spec -> spec.dockerfile() != null
                                && spec.dockerfile().path().isEmpty())
                        .map(spec -> DynamicTest.dynamicTest(name + " " + spec.name(), () -> keepsToTheRules(spec))));
    }

    private static void keepsToTheRules(ServiceSpec spec) {
        String text = spec.dockerfile().content();
        List<String> lines = text.lines().toList();
        assertThat(BUILDKIT).noneMatch(text::contains);
        List<String> bases = lines.stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1])
                .toList();
        assertThat(bases).allMatch(base -> base.contains(":") && !base.endsWith(":latest"));
        String user = lines.stream()
                .filter(line -> line.startsWith("USER "))
                .reduce((first, last) -> last)
                .orElse("USER root");
        assertThat(user).isNotIn("USER root", "USER 0");
        assertThat(lines.get(lines.size() - 1)).startsWith("CMD [");
        assertThat(text).doesNotContain("curl", "wget");
        assertThat(text.contains("HEALTHCHECK")).isEqualTo(!spec.ports().isEmpty());
        assertThat(lines.stream().filter(line -> line.startsWith("LABEL"))).isEmpty();
    }

    @Test
    void dependenciesAreALayerOfTheirOwn() {
        for (String name : List.of("node-express", "go-http", "rust-http", "python-uv", "java-http", "dotnet-api")) {
            String text = GoldenFolders.analyze(name).services().stream()
                    .filter(spec -> spec.dockerfile() != null)
                    .reduce((first, last) -> last)
                    .orElseThrow()
                    .dockerfile()
                    .content();
            int copied = text.indexOf("\nCOPY . .");
            copied = copied < 0 ? text.indexOf("\nCOPY --chown=app:app . .") : copied;
            assertThat(text.indexOf("\nRUN ")).as(name).isPositive().isLessThan(copied);
        }
    }

    @Test
    void aServiceThatWouldTakeTheLoopbackAddressIsToldOtherwise() {
        ServiceSpec service = Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}")
                .file(
                        "i.js",
                        "const host = process.env.HOST || 'localhost';",
                        "app.listen(process.env.PORT || 3000, host)")
                .service();
        assertThat(service.dockerfile().content()).contains("HOST=0.0.0.0");
        assertThat(service.env())
                .filteredOn(variable -> variable.name().equals("HOST"))
                .extracting(ServiceSpec.EnvVar::value)
                .containsOnlyNulls();
    }

    @Test
    void aShellThatOnlyStartsTheServiceGivesItsPlaceToIt() {
        ServiceSpec service = Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node i.js\"}}")
                .file("Procfile", "web: node other.js")
                .service();
        assertThat(service.dockerfile().content()).contains("CMD [\"sh\", \"-c\", \"exec node other.js\"]");
    }

    @Test
    void theServiceMayWriteToItsVolumes() {
        ServiceSpec service = Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}")
                .file("i.js", "app.listen(3000)")
                .file("compose.yaml", "services:", "  app:", "    build: .", "    volumes: ['data:/var/data']")
                .service();
        assertThat(service.volumes()).containsExactly("/var/data");
        assertThat(service.dockerfile().content())
                .contains("RUN mkdir -p /var/data && chown node /var/data\nUSER node\n");
    }

    @Test
    void theIgnoreFileOfTheUserIsLeftAlone() {
        ServiceSpec service = Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node i.js\"}}")
                .file("i.js", "app.listen(3000)")
                .file(".dockerignore", "docs")
                .service();
        assertThat(service.dockerfile().dockerignore()).isEmpty();
    }
}
