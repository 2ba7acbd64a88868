import io.kyozo.local.gateway.Gateway;
import io.kyozo.local.gateway.RouteStore;
import io.kyozo.local.gateway.RouteTable;
import io.kyozo.local.gateway.ServiceTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The gateway by itself, with the routes of a file: {@code GatewayAlone PORT CONTROL-PORT ROUTES-FILE}. */
public final class GatewayAlone {
    public static void main(String[] arguments) throws Exception {
        RouteTable routes = RouteTable.restore(new RouteStore(Path.of(arguments[2])));
        var unused = Gateway.start(
                "127.0.0.1",
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                "bench",
                new ServiceTable(Map.of()),
                routes);
        new CountDownLatch(1).await();
    }
}
