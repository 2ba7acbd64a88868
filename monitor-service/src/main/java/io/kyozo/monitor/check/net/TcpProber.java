package io.kyozo.monitor.check.net;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.app.Prober;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.net.NetClient;
import io.vertx.mutiny.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Probes over TCP: a port that accepts a connection and holds it is well. */
@ApplicationScoped
class TcpProber implements Prober {
    /** A proxy in front of a port that nobody listens on accepts, then closes; a server waits for the client to speak. */
    private static final Duration HOLD = Duration.ofMillis(150);

    private final NetClient tcp;

    TcpProber(Vertx vertx) {
        this.tcp = vertx.createNetClient(new NetClientOptions());
    }

    @Override
    public boolean asks(Probe.Kind kind) {
        return kind == Probe.Kind.TCP;
    }

    @Override
    public Uni<ProbeResult> ask(Instance instance, int port, Probe probe) {
        long from = System.nanoTime();
        return tcp.connect(port, instance.host())
                .chain(socket -> hold(socket, port, Duration.ofNanos(System.nanoTime() - from)));
    }

    private static Uni<ProbeResult> hold(NetSocket socket, int port, Duration took) {
        Uni<ProbeResult> closed = Uni.createFrom()
                .emitter(done -> socket.closeHandler(() ->
                        done.complete(new ProbeResult.Failed("port " + port + " closes the connection at once"))));
        return closed.ifNoItem()
                .after(HOLD)
                .recoverWithItem(new ProbeResult.Passed("port " + port + " accepts connections", took))
                .call(result -> socket.close().onFailure().recoverWithNull());
    }
}
