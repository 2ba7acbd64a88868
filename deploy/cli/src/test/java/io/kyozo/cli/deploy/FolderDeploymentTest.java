package io.kyozo.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kyozo.cli.CommandFailure;
import io.kyozo.cli.Terminal;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.upload.FolderContent;
import io.kyozo.home.AccessToken;
import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as the services do, each path in turn. */
class FolderDeploymentTest {
    private static final String SERVICE =
            "{\"id\":\"7\",\"name\":\"web\",\"state\":\"running\",\"health\":\"%s\",\"url\":\"http://web\"}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final AtomicInteger uploaded = new AtomicInteger();
    private HttpServer server;
    private FolderDeployment deployment;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        KyozoHome home = new KyozoHome(folder.resolve("home"));
        home.prepare();
        AccessToken tokens = new AccessToken(InstallationKeys.open(home), Clock.systemUTC());
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        deployment = new FolderDeployment(new ApiClient(base, tokens, "me"), new Terminal(stream, stream, false), null);
        Files.createDirectories(folder.resolve("site"));
        Files.writeString(folder.resolve("site/index.html"), "hello");
        say("/api/v1/workspaces", data("{}"));
        say("/api/v1/workspaces/1/revisions", data("{}"));
        say("/api/v1/revisions/1", data("{\"state\":\"analyzing\"}"), data("{\"state\":\"analyzed\"}"));
        say("/api/v1/revisions/1/topology", topology(true));
        say("/api/v1/deployments", "{\"data\":[]}", "{\"data\":[{\"id\":\"1\"}]}");
        say(
                "/api/v1/deployments/1/logs",
                "{\"data\":[{\"attributes\":{\"n\":1,\"service\":\"web\",\"text\":\"step one\"}}]}",
                "{\"data\":[]}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsTheJourneyToTheAddressAndItsHealth() throws Exception {
        say(
                "/api/v1/deployments/1",
                data("{\"state\":\"building\",\"progress\":20,\"message\":\"web\"}"),
                data("{\"state\":\"live\",\"progress\":100,\"services\":[" + SERVICE.formatted("unknown") + "]}"));
        say(
                "/api/v1/health-checks",
                "{\"data\":[]}",
                "{\"data\":[{\"id\":\"7\",\"attributes\":{\"status\":\"HEALTHY\"}}]}");

        assertThat(deploy()).isTrue();

        assertThat(printed())
                .contains("uploaded  1 files", "a site", "building   20 %  web", "web | step one", "live")
                .containsPattern("web +running +healthy +http://web");
        assertThat(uploaded).hasPositiveValue();
    }

    @Test
    void waitsForTheHealthOfServicesThatHaveNoAddressToo() throws Exception {
        String database = "{\"id\":\"8\",\"name\":\"postgres\",\"state\":\"running\",\"health\":\"unknown\"}";
        String stopped = "{\"id\":\"9\",\"name\":\"cron\",\"state\":\"stopped\",\"health\":\"unknown\"}";
        String web = "{\"id\":\"7\",\"attributes\":{\"status\":\"HEALTHY\"}}";
        say(
                "/api/v1/deployments/1",
                data("{\"state\":\"live\",\"services\":["
                        + String.join(",", SERVICE.formatted("unknown"), database, stopped) + "]}"));
        say(
                "/api/v1/health-checks",
                "{\"data\":[" + web + ",{\"id\":\"8\",\"attributes\":{\"status\":\"UNKNOWN\"}}]}",
                "{\"data\":[" + web + ",{\"id\":\"8\",\"attributes\":{\"status\":\"HEALTHY\"}}]}");

        assertThat(deploy()).isTrue();

        assertThat(printed())
                .containsPattern("web +running +healthy")
                .containsPattern("postgres +running +healthy")
                .containsPattern("cron +stopped +unknown");
    }

    @Test
    void saysWhyADeploymentWasRolledBack() throws Exception {
        say("/api/v1/deployments/1", data("{\"state\":\"rolled-back\",\"reason\":\"web answers 500\"}"));

        assertThat(deploy()).isFalse();

        assertThat(printed()).contains("rolled-back  web answers 500");
    }

    @Test
    void hasNothingToDoForALibrary() throws Exception {
        say("/api/v1/revisions/1/topology", topology(false));

        assertThat(deploy()).isTrue();

        assertThat(printed()).contains("web is not deployed: a library", "nothing was deployed");
    }

    @Test
    void endsWithTheReasonWhereTheAnalysisFailed() {
        say("/api/v1/revisions/1", data("{\"state\":\"failed\",\"problem\":\"the archive is broken\"}"));

        assertThatThrownBy(this::deploy)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("the archive is broken");
    }

    private boolean deploy() throws Exception {
        return deployment.deploy(FolderContent.of(folder.resolve("site")), "site", false);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void say(String path, String... bodies) {
        answers.put(path, new ArrayDeque<>(List.of(bodies)));
    }

    private static String data(String attributes) {
        return "{\"data\":{\"id\":\"1\",\"attributes\":" + attributes + "}}";
    }

    private static String topology(boolean deployable) {
        return data("{\"summary\":\"a site\",\"services\":[{\"name\":\"web\",\"stack\":\"static\",\"confidence\":0.9,"
                + "\"deployable\":" + deployable + ",\"reason\":\"a library\"}]}");
    }

    /** The answers to a path in turn; the last one again and again. */
    private void answer(HttpExchange exchange) throws IOException {
        uploaded.addAndGet(exchange.getRequestBody().readAllBytes().length);
        Deque<String> all = answers.get(exchange.getRequestURI().getPath());
        String body = all == null ? "{}" : all.size() > 1 ? all.removeFirst() : all.getFirst();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(all == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
