package io.kyozo.analyzer.topology.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final String CANARY = "Zq8vKx2LmN4pRt6wYb1c";

    @Test
    void secretsInTheTreeAreNamedAndNeverRepeated() {
        Folders folder = node().file(".env", "PORT=3000", "STRIPE_SECRET_KEY=" + CANARY)
                .file("deploy/key.pem", "-----BEGIN RSA PRIVATE KEY-----", CANARY)
                .file("config/aws.yaml", "region: eu", "key: AKIAQ7X2WJ5R8TN3VB6M")
                .file("src/pay.js", "const a = 1;", "const key = 'sk_live_" + CANARY + "';");
        TopologyDocument topology = analyze(folder);
        Recommendation found = one(topology, "security.secrets-in-folder");
        assertThat(found.severity()).isEqualTo("critical");
        assertThat(found.evidence())
                .extracting(item -> item.file() + ":" + item.line())
                .containsExactlyInAnyOrder(".env:2", "deploy/key.pem:1", "config/aws.yaml:2", "src/pay.js:2");
        assertThat(topology.toString()).doesNotContain(CANARY).doesNotContain("AKIAQ7X2WJ5R8TN3VB6M");
    }

    @Test
    void examplesAndPlaceholdersAreNoSecrets() {
        Folders folder = node().file(".env.example", "STRIPE_SECRET_KEY=" + CANARY)
                .file("config.yaml", "key: AKIAIOSFODNN7EXAMPLE", "other: ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
                .file("test/keys.js", "const key = 'sk_live_" + CANARY + "';");
        assertThat(ids(analyze(folder))).doesNotContain("security.secrets-in-folder");
    }

    @Test
    void anImageWithoutAUserRunsAsRoot() {
        Recommendation found = one(
                analyze(node().file("Dockerfile", "FROM node:22", "COPY . .", "CMD [\"node\", \"i.js\"]")),
                "security.root-user");
        assertAt(found, "Dockerfile", 3);
        assertThat(ids(analyze(node().file("Dockerfile", "FROM node:22", "USER node", "CMD [\"node\", \"i.js\"]"))))
                .doesNotContain("security.root-user");
        assertAt(
                one(
                        analyze(node().file("Dockerfile", "FROM node:22", "USER root", "CMD [\"node\", \"i.js\"]")),
                        "security.root-user"),
                "Dockerfile",
                2);
    }

    @Test
    void aBaseImageWithoutAVersionMoves() {
        assertAt(
                one(analyze(node().file("Dockerfile", "ARG A=1", "FROM node", "USER node")), "build.unpinned-base"),
                "Dockerfile",
                2);
        assertAt(
                one(analyze(node().file("Dockerfile", "FROM node:latest", "USER node")), "build.unpinned-base"),
                "Dockerfile",
                1);
        assertThat(ids(analyze(node().file("Dockerfile", "FROM node:22 AS build", "FROM build", "USER node"))))
                .doesNotContain("build.unpinned-base");
    }

    @Test
    void aSecretInAnImageIsFoundWithoutItsValue() {
        TopologyDocument topology =
                analyze(node().file("Dockerfile", "FROM node:22", "USER node", "ENV API_TOKEN=" + CANARY));
        Recommendation found = one(topology, "security.secret-in-image");
        assertAt(found, "Dockerfile", 3);
        assertThat(found.toString()).contains("API_TOKEN").doesNotContain(CANARY);
    }

    @Test
    void aShellAsProcessOneKeepsTheSignalFromTheService() {
        assertAt(
                one(
                        analyze(node().file("Dockerfile", "FROM node:22", "USER node", "CMD npm start")),
                        "reliability.shell-form"),
                "Dockerfile",
                3);
    }

    @Test
    void aCompilerInTheImageThatRunsIsTooMuch() {
        Folders folder = Folders.of("api")
                .file("go.mod", "module example.org/api", "go 1.26")
                .file("main.go", "package main", "func main() {", "http.ListenAndServe(\":8080\", nil)", "}")
                .file("Dockerfile", "FROM golang:1.26", "USER 1000", "CMD [\"/api\"]");
        assertAt(one(analyze(folder), "build.one-stage"), "Dockerfile", 1);
    }

    @Test
    void aBigBuildContextWithoutAnIgnoreFileIsNamed() {
        Folders folder = node().file("Dockerfile", "FROM node:22", "USER node", "COPY . .")
                .bytes("assets/film.bin", new byte[40 << 20]);
        Recommendation found = one(analyze(folder), "build.big-context");
        assertAt(found, "assets/film.bin", 0);
        assertThat(found.detail()).contains("40 MiB", ".dockerignore");
        assertThat(ids(analyze(folder.file(".dockerignore", "assets")))).doesNotContain("build.big-context");
    }

    @Test
    void runtimesPastTheirEndAreNamedWithTheDate() {
        Folders folder = Folders.of("app")
                .file(
                        "package.json",
                        "{\"engines\":{\"node\":\"18\"},",
                        "\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}")
                .file("i.js", "app.listen(3000)");
        Recommendation found = one(analyze(folder), "security.end-of-life");
        assertThat(found.severity()).isEqualTo("warning");
        assertThat(found.detail()).contains("2025-04-30", "Move to 24");
        assertAt(found, "package.json", 1);
        assertThat(ids(FolderAnalyzer.analyze(folder.walk(), LocalDate.of(2024, 1, 1))))
                .doesNotContain("security.end-of-life");
    }

    @Test
    void theEndOfLifeTableKnowsMajorsAndMinors() {
        assertThat(EndOfLife.of("python", "3.10")).contains(LocalDate.of(2026, 10, 31));
        assertThat(EndOfLife.of("python", "3.10.4")).contains(LocalDate.of(2026, 10, 31));
        assertThat(EndOfLife.of("postgres", "13-alpine")).contains(LocalDate.of(2025, 11, 13));
        assertThat(EndOfLife.of("postgres", "13.4")).contains(LocalDate.of(2025, 11, 13));
        assertThat(EndOfLife.of("cobol", "85")).isEmpty();
        assertThat(EndOfLife.supported("node", TODAY)).isEqualTo(Optional.of("24"));
    }

    @Test
    void aServiceThatOnlyOpensAPortWantsAHealthEndpoint() {
        assertAt(one(analyze(node()), "reliability.no-health-endpoint"), "i.js", 1);
    }

    @Test
    void packagesWithoutALockFileMove() {
        assertAt(one(analyze(node()), "build.no-lock-file"), "package.json", 1);
        assertThat(ids(analyze(node().file("package-lock.json", "{}")))).doesNotContain("build.no-lock-file");
        Folders python = Folders.of("api")
                .file("requirements.txt", "flask==3.0.3", "gunicorn")
                .file("app.py", "app = Flask(__name__)", "app.run(host='0.0.0.0')");
        assertAt(one(analyze(python), "build.no-lock-file"), "requirements.txt", 2);
    }

    @Test
    void whatListensOnLoopbackOnlyIsNotReached() {
        Folders folder = Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}")
                .file("i.js", "const x = 1;", "app.listen(3000, '127.0.0.1')");
        assertAt(one(analyze(folder), "network.loopback-only"), "i.js", 2);
    }

    @Test
    void whatHandlesNoSignalIsCutOff() {
        assertAt(one(analyze(node()), "reliability.no-graceful-stop"), "i.js", 1);
        Folders handled = node().file("i.js", "process.on('SIGTERM', end)", "app.listen(3000)");
        assertThat(ids(analyze(handled))).doesNotContain("reliability.no-graceful-stop");
    }

    @Test
    void stateInOwnFilesForbidsASecondReplica() {
        Folders folder = Folders.of("app")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"node i.js\"},",
                        "\"dependencies\":{\"express\":\"5\", \"better-sqlite3\":\"11\"}}")
                .file("i.js", "app.listen(3000)");
        TopologyDocument topology = analyze(folder);
        assertAt(one(topology, "scaling.single-replica"), "package.json", 2);
        assertAt(one(topology, "reliability.state-not-kept"), "package.json", 2);
        assertThat(topology.services().get(0).scalable()).isFalse();
    }

    @Test
    void oneDockerfileForSeveralServicesIsBuiltOnce() {
        Folders folder = Folders.of("suite")
                .file("Dockerfile", "FROM python:3.13-slim", "USER 1000", "CMD [\"python\", \"app.py\"]")
                .file("requirements.txt", "flask==3.0.3")
                .file("app.py", "app = Flask(__name__)", "app.run(host='0.0.0.0')")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web: {build: ., ports: ['5000:5000']}",
                        "  worker: {build: ., command: python work.py}");
        assertAt(one(analyze(folder), "build.same-image"), "Dockerfile", 1);
    }

    @Test
    void oneRuntimeInManyVersionsIsNamed() {
        Folders folder = Folders.of("suite");
        for (String version : List.of("22", "24")) {
            folder.file(
                            "api" + version + "/package.json",
                            "{\"engines\":{\"node\":\"" + version + "\"},\"scripts\":{\"start\":\"node i.js\"},"
                                    + "\"dependencies\":{\"express\":\"5\"}}")
                    .file("api" + version + "/i.js", "app.listen(30" + version + ")");
        }
        assertThat(one(analyze(folder), "build.many-versions").evidence()).hasSize(2);
    }

    @Test
    void everyRecommendationSaysWhereWhyAndWhat() {
        for (Recommendation item :
                analyze(node().file("Dockerfile", "FROM node", "CMD npm start")).recommendations()) {
            assertThat(item.evidence()).as(item.id()).isNotEmpty();
            assertThat(item.evidence()).allMatch(where -> !where.file().isEmpty());
            assertThat(item.title()).isNotEmpty();
            assertThat(item.detail()).hasSizeGreaterThan(40).endsWith(".");
            assertThat(item.severity()).isIn("critical", "warning", "info");
        }
    }

    private static Folders node() {
        return Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}")
                .file("i.js", "app.listen(3000)");
    }

    private static TopologyDocument analyze(Folders folder) {
        return FolderAnalyzer.analyze(folder.walk(), TODAY);
    }

    private static List<String> ids(TopologyDocument topology) {
        return topology.recommendations().stream().map(Recommendation::id).toList();
    }

    private static Recommendation one(TopologyDocument topology, String id) {
        return topology.recommendations().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + ids(topology)));
    }

    private static void assertAt(Recommendation item, String file, int line) {
        Evidence where = item.evidence().get(0);
        assertThat(where.file() + ":" + where.line()).isEqualTo(file + ":" + line);
    }
}
