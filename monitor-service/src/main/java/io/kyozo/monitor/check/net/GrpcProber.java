package io.kyozo.monitor.check.net;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.app.Prober;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Probes over gRPC's standard health service, spoken by hand over HTTP/2: one message of one field each way. */
@ApplicationScoped
class GrpcProber implements Prober {
    private static final String CHECK = "/grpc.health.v1.Health/Check";

    private final HttpClient http;

    GrpcProber(Vertx vertx) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                // A gRPC server does not know of the upgrade: HTTP/2 is spoken from the first byte on.
                .setHttp2ClearTextUpgrade(false)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setHttp2KeepAliveTimeout(1));
    }

    @Override
    public boolean asks(Probe.Kind kind) {
        return kind == Probe.Kind.GRPC;
    }

    @Override
    public Uni<ProbeResult> ask(Instance instance, int port, Probe probe) {
        long from = System.nanoTime();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(instance.host())
                .setPort(port)
                .setSsl(probe.tls())
                .setURI(CHECK)
                .setConnectTimeout(probe.timeout().toMillis())
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers")
                .putHeader("user-agent", "kyozo-probe");
        return Asking.begin(http, options).chain(request -> answer(request, probe.grpcService(), from));
    }

    private static Uni<ProbeResult> answer(HttpClientRequest request, String service, long from) {
        return request.send(Buffer.newInstance(GrpcHealth.request(service)))
                .chain(response -> response.body().map(body -> judge(response, body, from)))
                .onTermination()
                .invoke(() -> {
                    boolean ignored = request.reset();
                });
    }

    private static ProbeResult judge(HttpClientResponse response, Buffer body, long from) {
        if (response.statusCode() != 200) {
            return new ProbeResult.Failed("gRPC health answered HTTP " + response.statusCode());
        }
        String status = status(response);
        if (status != null && !status.equals("0")) {
            return new ProbeResult.Failed("gRPC health answered status " + status);
        }
        String health = GrpcHealth.status(body.getDelegate().getBytes());
        String saw = "gRPC health answered " + health;
        return health.equals(GrpcHealth.SERVING)
                ? new ProbeResult.Passed(saw, Duration.ofNanos(System.nanoTime() - from))
                : new ProbeResult.Failed(saw);
    }

    private static @Nullable String status(HttpClientResponse response) {
        String trailer = response.getTrailer("grpc-status");
        return trailer == null ? response.getHeader("grpc-status") : trailer;
    }
}
