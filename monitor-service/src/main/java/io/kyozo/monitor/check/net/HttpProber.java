package io.kyozo.monitor.check.net;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.app.Prober;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Probes over HTTP, each on a fresh connection, as a new client would come. A redirect is followed where it stays at the
 * replica's own address; one that leads elsewhere is an answer, and not followed. The body is read only where it matters.
 */
@ApplicationScoped
class HttpProber implements Prober {
    private static final Logger LOG = Logger.getLogger(HttpProber.class);
    private static final int MOST_REDIRECTS = 5;

    private final HttpClient http;

    HttpProber(Vertx vertx) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(200)
                .setTrustAll(true)
                .setVerifyHost(false));
    }

    @Override
    public boolean asks(Probe.Kind kind) {
        return kind == Probe.Kind.HTTP;
    }

    @Override
    public Uni<ProbeResult> ask(Instance instance, int port, Probe probe) {
        return get(instance.host(), port, probe, probe.path(), System.nanoTime(), 0);
    }

    private Uni<ProbeResult> get(String host, int port, Probe probe, String path, long from, int redirects) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(host)
                .setPort(port)
                .setSsl(probe.tls())
                .setURI(path)
                .setConnectTimeout(probe.timeout().toMillis())
                .putHeader("User-Agent", "kyozo-probe")
                .putHeader("Accept", "*/*");
        return Asking.begin(http, options)
                .chain(request -> answer(request, host, port, probe))
                .chain(answer -> answer.next()
                        .filter(next -> redirects < MOST_REDIRECTS)
                        .map(next -> get(host, port, probe, next, from, redirects + 1))
                        .orElseGet(() -> Uni.createFrom().item(judge(path, answer, probe, from))));
    }

    /** The request is ended with what is wanted of the answer, or when nobody waits for it any more. */
    private static Uni<Answer> answer(HttpClientRequest request, String host, int port, Probe probe) {
        return request.send()
                .invoke(response -> response.exceptionHandler(cut -> LOG.tracef("The rest was not read: %s", cut)))
                .chain(response -> read(response, host, port, probe))
                .onTermination()
                .invoke(() -> {
                    boolean ignored = request.reset();
                });
    }

    private static Uni<Answer> read(HttpClientResponse response, String host, int port, Probe probe) {
        Optional<String> next = response.statusCode() / 100 == 3
                ? Redirect.within(host, port, probe.tls(), response.getHeader("Location"))
                : Optional.empty();
        String wanted = probe.bodyContains();
        if (wanted == null || next.isPresent() || response.statusCode() >= probe.leastError()) {
            return Uni.createFrom().item(new Answer(response.statusCode(), next, true));
        }
        return BodySearch.of(response, wanted).map(found -> new Answer(response.statusCode(), next, found));
    }

    private static ProbeResult judge(String path, Answer answer, Probe probe, long from) {
        String saw = "GET " + path + " answered " + answer.status();
        if (answer.status() >= probe.leastError()) {
            return new ProbeResult.Failed(saw);
        }
        return answer.fits()
                ? new ProbeResult.Passed(saw, Duration.ofNanos(System.nanoTime() - from))
                : new ProbeResult.Failed(saw + " without the text that is wanted");
    }

    /** What was answered: its status, where it leads to, and whether its body is as wanted. */
    private record Answer(int status, Optional<String> next, boolean fits) {}
}
