package io.kyozo.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.deploy.FolderDeployment;
import io.kyozo.cli.upload.FolderContent;
import io.kyozo.home.AccessToken;
import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Goes through an analysis, and through a deployment against a stand-in for the API, so that the classes that these need
 * can be kept for the next start (application class-data sharing). Called by the build alone.
 */
@Command(name = "rehearse", hidden = true, description = "Load what the other commands need.")
final class RehearseCommand implements Callable<Integer> {
    private static final String SERVICE = "{\"id\":\"1\",\"name\":\"web\",\"state\":\"RUNNING\",\"health\":\"HEALTHY\","
            + "\"url\":\"http://web\",\"stack\":\"static\",\"deployable\":true,\"confidence\":1}";
    private static final String RESOURCE =
            "{\"id\":\"1\",\"attributes\":{\"state\":\"%s\",\"progress\":100,\"services\":[" + SERVICE + "]}}";

    @Parameters(paramLabel = "FOLDER", description = "A project's folder.")
    private Path folder = Path.of(".");

    @Parameters(paramLabel = "HOME", description = "A data folder to make keys in.")
    private Path home = Path.of(".");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        int analyzed = Kyozo.commandLine(terminal).execute("analyze", folder.toString(), "--explain");
        HttpServer standIn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        standIn.createContext("/", RehearseCommand::answer);
        standIn.start();
        try {
            boolean deployed = new FolderDeployment(api(standIn), terminal, null)
                    .deploy(FolderContent.of(folder), "rehearsal", false);
            return deployed && analyzed == ExitCode.OK ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            standIn.stop(0);
        }
    }

    private ApiClient api(HttpServer standIn) throws IOException {
        KyozoHome own = new KyozoHome(home);
        own.prepare();
        AccessToken tokens = new AccessToken(InstallationKeys.open(own), Clock.systemUTC());
        URI base = URI.create("http://127.0.0.1:" + standIn.getAddress().getPort());
        return new ApiClient(base, tokens, "rehearsal");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        long unused = exchange.getRequestBody().readAllBytes().length;
        byte[] body = ("{\"data\":" + data(exchange.getRequestURI().getPath()) + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String data(String path) {
        if (path.endsWith("/logs") || path.endsWith("/health-checks")) {
            return "[]";
        }
        if (path.contains("/deployments")) {
            return path.endsWith("/deployments") ? "[" + RESOURCE.formatted("LIVE") + "]" : RESOURCE.formatted("LIVE");
        }
        return RESOURCE.formatted("analyzed");
    }
}
