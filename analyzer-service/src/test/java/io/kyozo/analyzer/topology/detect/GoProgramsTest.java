package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoProgramsTest {
    private static Folders shop() {
        return Folders.of("shop")
                .file(
                        "go.mod",
                        "module example.com/shop",
                        "go 1.22",
                        "require (",
                        "\tgithub.com/jackc/pgx/v5 v5.5.0",
                        "\tgithub.com/redis/go-redis/v9 v9.5.0",
                        ")")
                .file(
                        "cmd/orders/main.go",
                        "package main",
                        "import (",
                        "\t\"net/http\"",
                        "\t\"example.com/shop/internal/store\"",
                        ")",
                        "func main() {",
                        "\tstore.Open()",
                        "\thttp.ListenAndServe(\":7001\", nil)",
                        "}")
                .file(
                        "services/billing/cmd/server/main.go",
                        "package main",
                        "import \"example.com/shop/internal/web\"",
                        "func main() { web.Serve() }")
                .file(
                        "internal/web/web.go",
                        "package web",
                        "import (",
                        "\t\"net/http\"",
                        "\t\"github.com/redis/go-redis/v9\"",
                        ")",
                        "func Serve() {",
                        "\tredis.NewClient(nil)",
                        "\thttp.ListenAndServe(\":7002\", nil)",
                        "}")
                .file(
                        "internal/store/store.go",
                        "package store",
                        "import (",
                        "\t\"os\"",
                        "\t\"github.com/jackc/pgx/v5\"",
                        ")",
                        "func Open() { pgx.Connect(os.Getenv(\"DATABASE_URL\")) }")
                .file("cmd/export/main.go", "package main", "func main() { println(1) }")
                .file("cmd/mail-worker/main.go", "package main", "func main() { for {} }");
    }

    private static ServiceSpec of(TopologyDocument topology, String name) {
        return topology.services().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyProgramThatOpensAPortIsAServiceCalledAfterItsFolder() {
        TopologyDocument topology = shop().analyze();
        assertThat(topology.services())
                .filteredOn(ServiceSpec::deployable)
                .extracting(spec -> spec.name() + " " + spec.path() + " "
                        + spec.ports().stream().map(ServiceSpec.Port::number).toList())
                .containsExactlyInAnyOrder(
                        "orders cmd/orders [7001]",
                        "billing services/billing [7002]",
                        "mail-worker cmd/mail-worker []",
                        "postgres . [5432]",
                        "redis . [6379]");
        assertThat(of(topology, "mail-worker").kind()).isEqualTo(ServiceKind.WORKER);
    }

    @Test
    void aProgramNeedsOnlyWhatItIsBuiltFrom() {
        assertThat(shop().analyze().edges())
                .extracting(edge -> edge.from() + ">" + edge.to() + " " + edge.envVar())
                .containsExactlyInAnyOrder("orders>postgres DATABASE_URL", "billing>redis ");
    }

    @Test
    void everyProgramHasABuildTargetAndAStartOfItsOwn() {
        ServiceSpec billing = of(shop().analyze(), "billing");
        assertThat(billing.build()).containsExactly(List.of("go", "build", "-o", ".kyozo-build/app", "./cmd/server"));
        assertThat(billing.start()).containsExactly("sh", "-c", "cd ../../ && exec services/billing/.kyozo-build/app");
        assertThat(billing.dockerfile().context()).isEqualTo(".");
        assertThat(billing.dockerfile().content()).contains("-o /out/app ./services/billing/cmd/server");
    }

    @Test
    void aToolAmongThemIsSaidToBeOne() {
        ServiceSpec export = of(shop().analyze(), "export");
        assertThat(export.deployable()).isFalse();
        assertThat(export.reason()).isEqualTo("it is a command-line tool: it opens no port");
    }

    @Test
    void theOnlyProgramThatOpensAPortIsTheModulesService() {
        TopologyDocument topology = Folders.of("shop")
                .file("go.mod", "module example.com/shop", "go 1.22")
                .file("cmd/admin/main.go", "package main", "func main() { println(1) }")
                .file(
                        "cmd/shopd/main.go",
                        "package main",
                        "import \"net/http\"",
                        "func main() { http.ListenAndServe(\":7001\", nil) }")
                .analyze();
        assertThat(topology.services())
                .extracting(spec -> spec.name() + " " + spec.deployable())
                .containsExactly("shop true", "admin false");
        assertThat(of(topology, "shop").dockerfile().content()).contains("/out/app ./cmd/shopd");
    }

    @Test
    void theModulesDockerfileBuildsTheProgramThatItNames() {
        TopologyDocument topology = shop().file(
                        "Dockerfile", "FROM golang:1.22", "COPY . .", "RUN go build -o /a ./cmd/orders", "CMD [\"/a\"]")
                .analyze();
        assertThat(of(topology, "orders").dockerfile().path()).isEqualTo("Dockerfile");
        assertThat(of(topology, "billing").dockerfile().path()).isEmpty();
    }

    @Test
    void whereTheRootIsAProgramOthersMustOpenAPortThemselves() {
        TopologyDocument topology = Folders.of("shop")
                .file("go.mod", "module example.com/shop", "go 1.22")
                .file("main.go", "package main", "import \"example.com/shop/agent\"", "func main() { agent.Serve() }")
                .file(
                        "agent/agent.go",
                        "package agent",
                        "import \"net/http\"",
                        "func Serve() { http.ListenAndServe(\":7001\", nil) }")
                .file(
                        "drivers/cmd/probe/main.go",
                        "package main",
                        "import \"example.com/shop/agent\"",
                        "func main() { println(agent.Version) }")
                .analyze();
        assertThat(topology.services())
                .extracting(spec -> spec.path() + " " + spec.deployable())
                .containsExactly(". true", "drivers/cmd/probe false");
    }
}
