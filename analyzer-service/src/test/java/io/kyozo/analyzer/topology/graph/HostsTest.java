package io.kyozo.analyzer.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;

class HostsTest {
    private static final String START = "{\"scripts\":{\"start\":\"node i.js\"}}";

    @Test
    void hostsAreFoundInEveryShapeOfAddress() {
        assertThat(NamedHosts.in("DATABASE_URL", "postgres://me:secret@db:5432/shop"))
                .extracting(NamedHosts.Named::host)
                .containsExactly("db");
        assertThat(NamedHosts.in("KAFKA_BROKERS", "one:9092,two:9092"))
                .extracting(NamedHosts.Named::host)
                .containsExactly("one", "two");
        assertThat(NamedHosts.in("Connection", "Server=tcp:sql,1433;Database=shop"))
                .extracting(NamedHosts.Named::host)
                .containsExactly("sql");
        assertThat(NamedHosts.in("REDIS_HOST", "cache")).containsExactly(new NamedHosts.Named("cache", true));
        assertThat(NamedHosts.in("API_URL", "http://api:4000")).containsExactly(new NamedHosts.Named("api", true));
        assertThat(NamedHosts.in("PROFILE", "docker")).isEmpty();
    }

    @Test
    void callersOriginsMessagesAndTheOutsideWorldAreNotNeeded() {
        TopologyDocument topology = Folders.of("two")
                .file("api/package.json", START)
                .file(
                        "api/i.js",
                        "app.use(cors({ origin: 'http://web:3000' }))",
                        "// see http://web:3000",
                        "console.log('open http://web:3000')",
                        "fetch('https://web.example.com/x')",
                        "app.listen(4000)")
                .file("web/package.json", START)
                .file("web/i.js", "app.listen(3000)")
                .analyze();
        assertThat(topology.edges()).isEmpty();
    }

    @Test
    void whoSendsTracesDoesNotNeedWhatGathersThem() {
        TopologyDocument topology = Folders.of("traced")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web:",
                        "    build: web",
                        "    environment: {OTEL_ENDPOINT: 'http://jaeger:4317', API_URL: 'http://api:80'}",
                        "  api:",
                        "    build: api",
                        "  jaeger:",
                        "    image: jaegertracing/all-in-one")
                .file("web/package.json", START)
                .file("api/package.json", START)
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.to())
                .doesNotContain("jaeger")
                .contains("api");
    }

    @Test
    void aConfigurationServiceKeepsTheSettingsOfOthers() {
        TopologyDocument topology = Folders.of("spring")
                .file(
                        "compose.yaml",
                        "services:",
                        "  config: {build: config}",
                        "  account: {build: account}",
                        "  account-db: {image: 'mongo:7'}",
                        "  other-db: {image: 'mongo:7'}")
                .file("config/package.json", START)
                .file("config/shared/account.yml", "mongodb:", "  host: account-db")
                .file(
                        "account/package.json",
                        "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"mongodb\":\"6\"}}")
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("account>account-db");
    }

    @Test
    void whoHasDriversForEverythingNeedsNoneOfThem() {
        TopologyDocument topology = Folders.of("monitor")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":",
                        "{\"pg\":\"8\",\"mysql2\":\"3\",\"mongodb\":\"6\",\"redis\":\"4\",\"kafkajs\":\"2\"}}")
                .file("i.js", "app.listen(3000)")
                .analyze();
        assertThat(topology.services()).hasSize(1);
    }
}
