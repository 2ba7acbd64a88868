package io.kyozo.analyzer.topology.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.GoldenFolders;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class GeneratedComposeTest {
    @TestFactory
    Stream<DynamicTest> theSpecificationAcceptsEveryFile() throws Exception {
        Optional<ComposeSpecification> specification = ComposeSpecification.fetch();
        return cases((name, compose) -> {
            assumeTrue(specification.isPresent(), "the npm registry can't be reached");
            assertThat(specification.orElseThrow().objections(compose)).isEmpty();
        });
    }

    @Test
    void theSpecificationRefusesWhatIsNotInIt() throws Exception {
        Optional<ComposeSpecification> specification = ComposeSpecification.fetch();
        assumeTrue(specification.isPresent(), "the npm registry can't be reached");
        assertThat(specification.orElseThrow().objections("services: {web: {imagee: x}}"))
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyReferenceLeadsSomewhere() {
        return cases((name, compose) -> {
            Map<String, Object> document = map(load(compose));
            Map<String, Object> services = map(document.get("services"));
            Set<String> volumes =
                    map(document.getOrDefault("volumes", Map.of())).keySet();
            services.forEach((service, entry) -> {
                Map<String, Object> values = map(entry);
                assertThat(values.containsKey("image") != values.containsKey("build"))
                        .isTrue();
                assertThat(services.keySet())
                        .containsAll(
                                map(values.getOrDefault("depends_on", Map.of())).keySet());
                list(values.get("volumes")).forEach(mount -> assertThat(volumes).contains(mount.split(":")[0]));
            });
            List<String> published = services.values().stream()
                    .flatMap(entry -> list(map(entry).get("ports")).stream())
                    .map(port -> port.split(":")[0])
                    .toList();
            assertThat(published).doesNotHaveDuplicates();
        });
    }

    @Test
    void secretsAreAskedForAndNeverWritten() {
        TopologyDocument topology = Folders.of("shop")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\",\"pg\":\"8\"}}")
                .file(
                        "i.js",
                        "connect(process.env.DATABASE_URL)",
                        "pay(process.env.STRIPE_SECRET_KEY || 'sk_live_canary0123456789')",
                        "app.listen(process.env.PORT || 3000)")
                .analyze();
        String compose = GeneratedFiles.of(topology).text("compose.yaml").orElseThrow();
        assertThat(compose)
                .contains(
                        "postgresql://app:${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/app", "STRIPE_SECRET_KEY")
                .doesNotContain("canary");
    }

    @Test
    void theFoldersOwnComposeFileIsHonoured() {
        TopologyDocument topology = Folders.of("shop")
                .file("docker-compose.yml", "services:", "  cache:", "    image: redis:7")
                .analyze();
        GeneratedFiles files = GeneratedFiles.of(topology);
        assertThat(files.text("compose.yaml")).isEmpty();
        assertThat(files.notes()).anyMatch(note -> note.contains("docker-compose.yml, which is honoured"));
    }

    private interface Check {
        void accept(String name, String compose) throws Exception;
    }

    private static Stream<DynamicTest> cases(Check check) {
        return GoldenFolders.all().stream()
                .map(folder -> folder.getFileName().toString())
                .flatMap(name -> GeneratedFiles.of(GoldenFolders.analyze(name)).text("compose.yaml").stream()
                        .map(text -> DynamicTest.dynamicTest(name, () -> check.accept(name, text))));
    }

    private static Object load(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object value) {
        return value == null ? List.of() : (List<String>) value;
    }
}
