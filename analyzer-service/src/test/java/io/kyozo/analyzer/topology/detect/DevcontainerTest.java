package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import org.junit.jupiter.api.Test;

class DevcontainerTest {
    private static Folders developed(Folders folders) {
        return folders.file(
                        ".devcontainer/devcontainer.json",
                        "// where we work",
                        "{\"dockerComposeFile\":[\"../gone.yml\",\"docker-compose.yml\"],\"service\":\"app\"}")
                .file(
                        ".devcontainer/docker-compose.yml",
                        "services:",
                        "  app: {image: 'devcontainers/javascript-node'}",
                        "  db: {image: 'postgres:16'}");
    }

    private static Folders of(String dependencies) {
        return Folders.of("shop")
                .file(
                        "package.json",
                        "{\"name\":\"shop\",\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":" + dependencies
                                + "}")
                .file("i.js", "app.listen(3000)");
    }

    @Test
    void theStoreBesideTheOnlyServiceIsItsStore() {
        assertThat(developed(of("{}")).analyze().services())
                .extracting(ServiceSpec::stack)
                .containsExactly("postgres", "node");
        assertThat(of("{}").analyze().services()).extracting(ServiceSpec::stack).containsExactly("node");
    }

    @Test
    void ofTwoDriversTheOneForTheStoreBesideItIsMeant() {
        assertThat(developed(of("{\"mysql2\":\"3\",\"pg\":\"8\"}")).analyze().services())
                .extracting(ServiceSpec::stack)
                .containsExactly("postgres", "node");
    }

    @Test
    void ofSeveralServicesOnlyThoseThatSpeakToTheStoreNeedIt() {
        assertThat(developed(Folders.of("shop")
                                .file(
                                        "api/package.json",
                                        "{\"name\":\"api\",\"scripts\":{\"start\":\"node i.js\"},"
                                                + "\"dependencies\":{\"pg\":\"8\"}}")
                                .file("web/package.json", "{\"name\":\"web\",\"scripts\":{\"start\":\"node i.js\"}}"))
                        .analyze()
                        .edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("api>postgres");
    }
}
