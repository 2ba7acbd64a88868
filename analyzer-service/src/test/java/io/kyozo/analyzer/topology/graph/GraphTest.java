package io.kyozo.analyzer.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    @Test
    void whatIsNeededStartsFirst() {
        StartOrder order = StartOrder.of(List.of("web", "api", "db"), List.of(edge("web", "api"), edge("api", "db")));
        assertThat(order.names()).containsExactly("db", "api", "web");
        assertThat(order.cycles()).isEmpty();
    }

    @Test
    void cyclesAreReportedAndStillOrdered() {
        StartOrder order = StartOrder.of(
                List.of("a", "b", "c", "d"), List.of(edge("a", "b"), edge("b", "a"), edge("c", "a"), edge("d", "c")));
        assertThat(order.cycles()).containsExactly(List.of("a", "b"));
        assertThat(order.names()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aDriverAndItsVariableBringAManagedDatabase() {
        TopologyDocument topology = Folders.of("app")
                .file("requirements.txt", "flask", "psycopg2-binary", "redis")
                .file(
                        "app.py",
                        "app = Flask(__name__)",
                        "db = os.environ['DATABASE_URL']",
                        "r = os.getenv('REDIS_URL')")
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.to() + " " + edge.envVar())
                .containsExactly("postgres DATABASE_URL", "redis REDIS_URL");
    }

    @Test
    void addressesInCodeBecomeEdges() {
        TopologyDocument topology = Folders.of("two")
                .file(
                        "front/package.json",
                        "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}")
                .file("front/i.js", "const api = process.env.API_URL ?? 'http://back:4000'; app.listen(3000)")
                .file(
                        "back/package.json",
                        "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\"}}")
                .file("back/i.js", "app.listen(4000)")
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to() + " " + edge.kind() + " " + edge.envVar())
                .containsExactly("front>back http API_URL");
    }

    private static Edge edge(String from, String to) {
        return new Edge(from, to, "http", "", 1, List.of());
    }
}
