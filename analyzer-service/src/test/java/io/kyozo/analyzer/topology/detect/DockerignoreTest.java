package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A .dockerignore speaks of images, and of nothing else. */
class DockerignoreTest {
    private static final String PACKAGE =
            "{\"scripts\":{\"start\":\"node server.js\"},\"dependencies\":{\"express\":\"4\"}}";
    private static final String SERVER = "app.listen(process.env.PORT || 3000)";
    private static final String[] DOCKERFILE = {"FROM node:20", "COPY . .", "USER node", "CMD [\"node\", \"server.js\"]"
    };

    @Test
    void aFolderThatItNamesMayStillHoldAService() {
        Folders folder = Folders.of("shop")
                .file(".dockerignore", "api", "Dockerfile", "compose.yaml")
                .file("Dockerfile", DOCKERFILE)
                .file("package.json", PACKAGE)
                .file("server.js", SERVER)
                .file("api/package.json", PACKAGE)
                .file("api/server.js", SERVER);
        assertThat(folder.analyze().services())
                .filteredOn(ServiceSpec::deployable)
                .hasSize(2);
    }

    @Test
    void whatIsNotInTheImageIsNotReadByTheService() {
        Folders folder = Folders.of("shop")
                .file("Dockerfile", DOCKERFILE)
                .file("package.json", PACKAGE)
                .file("server.js", SERVER)
                .file("routes.js", "process.env.KEPT_NAME")
                .file("seed/run.js", "process.env.SEED_NAME");
        assertThat(names(folder)).contains("KEPT_NAME", "SEED_NAME");
        folder.file(".dockerignore", "seed");
        assertThat(names(folder)).contains("KEPT_NAME").doesNotContain("SEED_NAME");
    }

    @Test
    void aProgramThatIsBuiltOutsideItsImageIsReadAllTheSame() {
        Folders folder = Folders.of("shop")
                .file(".dockerignore", "*", "!bundle")
                .file("Dockerfile", "FROM node:20", "COPY bundle .", "CMD [\"node\", \"server.js\"]")
                .file("package.json", PACKAGE)
                .file("server.js", "app.listen(3210)")
                .file("routes.js", "process.env.KEPT_NAME");
        assertThat(names(folder)).contains("KEPT_NAME");
    }

    @Test
    void theContextIsTheFolderThatSendsWhatIsCopied() {
        Folders folder = Folders.of("shop")
                .file(
                        "api/Dockerfile",
                        "FROM node:20",
                        "COPY package.json server.js /app/",
                        "CMD [\"node\", \"server.js\"]")
                .file("api/.dockerignore", "*")
                .file("api/package.json", PACKAGE)
                .file("api/server.js", SERVER)
                .file("package.json", "{\"private\":true}")
                .file("server.js", "");
        assertThat(context(folder)).isEqualTo(".");
        folder.remove("api/.dockerignore");
        assertThat(context(folder)).isEqualTo("api");
    }

    @Test
    void theBuildThatItBreaksIsTold() {
        Folders folder = Folders.of("shop")
                .file("Dockerfile", "FROM node:20", "COPY package.json .", "COPY dist dist", "CMD [\"node\", \"dist\"]")
                .file(".dockerignore", "dist")
                .file("package.json", PACKAGE)
                .file("server.js", SERVER);
        assertThat(ids(folder)).doesNotContain("build.ignored-copy");
        folder.file(".dockerignore", "package.json");
        Recommendation found = folder.analyze().recommendations().stream()
                .filter(item -> item.id().equals("build.ignored-copy"))
                .findFirst()
                .orElseThrow();
        assertThat(found.evidence().get(0).file()).isEqualTo("Dockerfile");
        assertThat(found.evidence().get(0).line()).isEqualTo(2);
        folder.file(".dockerignore", "*.json", "!package.json");
        assertThat(ids(folder)).doesNotContain("build.ignored-copy");
    }

    @Test
    void secretsThatItLetsIntoTheImageAreTold() {
        Folders folder = Folders.of("shop")
                .file("Dockerfile", DOCKERFILE)
                .file(".dockerignore", "node_modules")
                .file(".env", "SESSION_SECRET=a8f5f167f44f4964e6c998dee827110c")
                .file("package.json", PACKAGE)
                .file("server.js", SERVER);
        assertThat(ids(folder)).contains("security.secret-in-context");
        folder.file(".dockerignore", ".env*");
        assertThat(ids(folder)).doesNotContain("security.secret-in-context");
        folder.remove(".dockerignore");
        assertThat(ids(folder)).doesNotContain("security.secret-in-context");
    }

    @Test
    void theSizeOfTheContextIsThatOfWhatIsSent() {
        Folders folder = Folders.of("shop")
                .file("Dockerfile", DOCKERFILE)
                .file(".dockerignore", "node_modules")
                .bytes("data/big.bin", new byte[33 << 20])
                .file("package.json", PACKAGE)
                .file("server.js", SERVER);
        assertThat(ids(folder)).contains("build.big-context");
        folder.file(".dockerignore", "data");
        assertThat(ids(folder)).doesNotContain("build.big-context");
    }

    @Test
    void whatAGeneratedDockerfileMissesIsToldToo() {
        Folders folder = Folders.of("shop")
                .file(".dockerignore", "docs")
                .file("package.json", PACKAGE)
                .file("package-lock.json", "{\"lockfileVersion\":3}")
                .file("server.js", SERVER);
        assertThat(ids(folder)).doesNotContain("build.ignored-copy");
        folder.file(".dockerignore", "*-lock.json");
        assertThat(ids(folder)).contains("build.ignored-copy");
    }

    @Test
    void rulesThatTakeLongAreNotApplied() {
        Folders folder = Folders.of("shop")
                .file("Dockerfile", DOCKERFILE)
                .file(".dockerignore", "*a".repeat(1_000), "seed")
                .file("package.json", PACKAGE)
                .file("server.js", SERVER)
                .file("seed/run.js", "process.env.SEED_NAME");
        assertThat(names(folder)).contains("SEED_NAME");
    }

    private static List<String> names(Folders folder) {
        return folder.service().env().stream().map(ServiceSpec.EnvVar::name).toList();
    }

    private static List<String> ids(Folders folder) {
        TopologyDocument topology = folder.analyze();
        return topology.recommendations().stream().map(Recommendation::id).toList();
    }

    private static String context(Folders folder) {
        return folder.analyze().services().stream()
                .filter(spec -> spec.path().equals("api"))
                .map(spec -> spec.dockerfile() == null ? "" : spec.dockerfile().context())
                .findFirst()
                .orElseThrow();
    }
}
