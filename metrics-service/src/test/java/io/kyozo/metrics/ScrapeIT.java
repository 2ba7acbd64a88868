package io.kyozo.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.sun.net.httpserver.HttpServer;
import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.collect.app.TargetStore;
import io.kyozo.metrics.scrape.app.ScrapeExports;
import io.kyozo.metrics.testing.Deployed;
import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service exports itself, from its endpoint to the answer of a query. */
@QuarkusTest
@TestProfile(MetricsTestProfile.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class ScrapeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Transactions transactions;

    @Inject
    TargetStore targets;

    @Inject
    ScrapeExports scrape;

    private final Deployed deployed = Deployed.fresh();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String export = "";
    private HttpServer server;

    @BeforeEach
    void run() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            asked.incrementAndGet();
            byte[] body = export.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        int added = update(
                "insert into service (id, team_id, workspace_id, name) values ($1, $2, $3, 'api')",
                deployed.service(),
                deployed.team(),
                deployed.workspace());
        added += update(
                "insert into target (instance_id, service_id, workspace_id, container_id, host, port)"
                        + " values ($1, $2, $3, 'none', '127.0.0.1', $4)",
                Uuid7.next(),
                deployed.service(),
                deployed.workspace(),
                server.getAddress().getPort());
        assertThat(added).isEqualTo(2);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int update(String sql, Object... parameters) {
        return transactions.update(sql, parameters).await().atMost(PATIENCE);
    }

    /** How many exports were kept. */
    private int scraped(String text) {
        export = text;
        return targets.all().chain(scrape::scrape).await().atMost(PATIENCE);
    }

    private ValidatableResponse answer(String query) {
        return given().auth()
                .oauth2(TestTokens.token(deployed.team(), "viewer"))
                .queryParam("query", query)
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200);
    }

    @Test
    void itsSeriesHaveTheirOwnNamesAndOurLabels() {
        String odd = "odd NaN\nodder +Inf\n# TYPE fewer counter\nfewer -3\nwrong twelve\n";
        assertThat(scraped(odd
                        + "# TYPE orders_total counter\norders_total{kind=\"book\",service=\"forged\"} 41\ndepth -3\n"))
                .isEqualTo(1);
        answer("orders_total{kind=\"book\"}")
                .body("data.result", hasSize(1))
                .body("data.result[0].metric.service", equalTo("api"))
                .body("data.result[0].value[1]", equalTo("41"));
        answer("depth").body("data.result[0].value[1]", equalTo("-3"));
        answer("{__name__=~\"odd|odder|fewer|wrong\"}").body("data.result", hasSize(0));
    }

    @Test
    void aCounterThatStartsAnewIsOneThatStartedAnew() {
        assertThat(scraped("# TYPE orders_total counter\norders_total 41\n")).isEqualTo(1);
        assertThat(scraped("# TYPE orders_total counter\norders_total 5\n")).isEqualTo(1);
        answer("resets(orders_total[1m])").body("data.result[0].value[1]", equalTo("1"));
    }

    @Test
    void moreSeriesThanFitInARowAreAllThere() {
        String many = IntStream.range(0, 700)
                .mapToObj(i -> "many{i=\"" + i + "\"} " + i + "\n")
                .collect(Collectors.joining());
        assertThat(scraped(many)).isEqualTo(1);
        answer("sum(many)").body("data.result[0].value[1]", equalTo("244650"));
    }

    @Test
    void ofTooMuchNothingIsKeptAndNobodyAsksAgainSoon() {
        String tooMany = IntStream.range(0, 1001)
                .mapToObj(i -> "many{i=\"" + i + "\"} 1\n")
                .collect(Collectors.joining());
        assertThat(scraped(tooMany)).isZero();
        assertThat(scraped("few 1\n")).isZero();
        assertThat(asked).hasValue(1);
        answer("many or few").body("data.result", hasSize(0));
    }
}
