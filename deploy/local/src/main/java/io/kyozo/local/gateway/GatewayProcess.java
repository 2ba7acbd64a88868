package io.kyozo.local.gateway;

import io.kyozo.home.ProcessIdentity;
import io.kyozo.local.LaunchFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The gateway's main class. It is a process of its own, so that what is deployed is reached while the launcher is away. A
 * successor listens on the same port before this one is told to go, which then takes no new connection, answers the
 * requests that it has, and ends. Exit code 1: it could not listen.
 */
public final class GatewayProcess {
    /** The variable that holds the token of its control API. */
    public static final String TOKEN = "KYOZO_ROUTE_CONTROL_TOKEN";

    /** How long clients get to notice that they are to go; a tunnel, such as a WebSocket, is cut after that. */
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private GatewayProcess() {}

    /**
     * Its arguments, as {@link #main} reads them.
     *
     * @param shared whether the gateway before it still listens there
     */
    public static List<String> arguments(
            String host, int port, int controlPort, Path routes, Path ticket, String build, boolean shared) {
        return List.of(
                host,
                String.valueOf(port),
                String.valueOf(controlPort),
                routes.toString(),
                ticket.toString(),
                build,
                String.valueOf(shared));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String host = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        CountDownLatch dismissed = new CountDownLatch(1);
        try {
            if (!Boolean.parseBoolean(arguments[6])) {
                Gateway.requireFree(host, port);
            }
            Gateway gateway = Gateway.start(
                    host,
                    port,
                    Integer.parseInt(arguments[2]),
                    System.getenv().getOrDefault(TOKEN, ""),
                    new ServiceTable(Map.of()),
                    RouteTable.restore(new RouteStore(Path.of(arguments[3]))),
                    dismissed::countDown);
            ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
            new GatewayTicket(self, host, port, gateway.controlPort(), arguments[5]).write(Path.of(arguments[4]));
            dismissed.await();
            gateway.leave(FAREWELL);
            gateway.close();
        } catch (LaunchFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
