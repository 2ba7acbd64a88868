package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotAServiceTest {
    private static final String EXPRESS =
            "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}";

    @ParameterizedTest
    @ValueSource(
            strings = {"examples/hello", "test/fixtures/app", "integration_test", "scripts/demo", "packaging/linux"})
    void whatLiesAsideIsNoServiceEvenIfItListens(String place) {
        TopologyDocument topology = Folders.of("lib")
                .file("package.json", "{\"name\":\"lib\",\"exports\":\"./index.js\"}")
                .file(place + "/package.json", EXPRESS)
                .file(place + "/i.js", "app.listen(3000)")
                .analyze();
        assertThat(topology.strategy()).isEqualTo(Strategy.NOT_DEPLOYABLE);
        assertThat(topology.services()).noneMatch(ServiceSpec::deployable);
    }

    @Test
    void aFolderOfNothingButExamplesIsAboutThem() {
        assertThat(Folders.of("shows")
                        .file("examples/hello/package.json", EXPRESS)
                        .file("examples/hello/i.js", "app.listen(3000)")
                        .service()
                        .deployable())
                .isTrue();
    }

    @Test
    void whatIsMadeForAPackageRegistryIsALibraryOrATool() {
        assertReason(
                Folders.of("a")
                        .file(
                                "package.json",
                                "{\"name\":\"a\",\"repository\":\"a/a\",\"files\":[\"index.js\"],\"main\":\"index.js\"}")
                        .file("index.js", "module.exports = app => app.listen()"),
                "published");
        assertReason(
                Folders.of("b")
                        .file(
                                "Cargo.toml",
                                "[package]",
                                "name = \"b\"",
                                "description = \"finds\"",
                                "license = \"MIT\"",
                                "repository = \"b\"",
                                "[dependencies]",
                                "clap = \"4\"")
                        .file("src/main.rs", "fn main() {}"),
                "command-line tool");
        assertReason(
                Folders.of("c")
                        .file("go.mod", "module c", "require github.com/spf13/cobra v1.8.0")
                        .file("main.go", "package main", "func main() {}"),
                "command-line tool");
        assertReason(
                Folders.of("d")
                        .file("mix.exs", "package: package(),", "mod: {D.Application, []}", "{:phoenix, \"~> 1.7\"}"),
                "published");
        assertReason(
                Folders.of("e")
                        .file("project.clj", "(defproject e \"1\" :scm {:name \"git\"} :dependencies [[ring \"1\"]])")
                        .file("src/e.clj", "(defn -main [])"),
                "published");
    }

    @Test
    void aMavenModuleWithLicencesAndSourcesStatedIsPublishedUnlessItNamesItsMainClass() {
        String published = "<licenses><license/></licenses><scm><url>x</url></scm>";
        Folders library = Folders.of("lib")
                .file("pom.xml", "<project><artifactId>lib</artifactId>" + published + "</project>")
                .file("src/main/java/Main.java", "public static void main(String[] args) {}");
        assertReason(library, "published");
        assertThat(Folders.of("app")
                        .file(
                                "pom.xml",
                                "<project><artifactId>app</artifactId>" + published + "<build><plugins><plugin>",
                                "<artifactId>maven-jar-plugin</artifactId><configuration>",
                                "<mainClass>Main</mainClass></configuration></plugin></plugins></build></project>")
                        .file("src/main/java/Main.java", "public static void main(String[] args) {}")
                        .service()
                        .deployable())
                .isTrue();
    }

    @Test
    void desktopApplicationsActionsAndTestProjectsAreTold() {
        assertReason(
                Folders.of("desk")
                        .file(
                                "package.json",
                                "{\"scripts\":{\"start\":\"electron .\"},\"devDependencies\":{\"electron\":\"30\"}}"),
                "desktop");
        assertReason(
                Folders.of("act").file("package.json", EXPRESS).file("action.yml", "runs: {using: node20}"), "action");
        assertReason(
                Folders.of("net")
                        .file(
                                "Shop.Tests.csproj",
                                "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>",
                                "<ItemGroup><PackageReference Include=\"xunit.v3\" /></ItemGroup></Project>"),
                "test project");
    }

    @Test
    void storesThatOnlyALibrarysTestsNeedAreNotDeployed() {
        TopologyDocument topology = Folders.of("lib")
                .file("mix.exs", "package: package(),", "{:postgrex, \"~> 0.19\"}")
                .file("docker-compose.yml", "services:", "  db:", "    image: postgres:16")
                .analyze();
        assertThat(topology.services()).noneMatch(ServiceSpec::deployable);
        assertThat(topology.strategy()).isEqualTo(Strategy.NOT_DEPLOYABLE);
    }

    private static void assertReason(Folders folder, String word) {
        ServiceSpec service = folder.service();
        assertThat(service.deployable()).as(service.toString()).isFalse();
        assertThat(service.reason()).contains(word);
    }
}
