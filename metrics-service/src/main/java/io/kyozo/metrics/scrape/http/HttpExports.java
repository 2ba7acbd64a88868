package io.kyozo.metrics.scrape.http;

import io.kyozo.metrics.scrape.Export;
import io.kyozo.metrics.scrape.ExportLimits;
import io.kyozo.metrics.scrape.ExportRefusedException;
import io.kyozo.metrics.scrape.app.Exports;
import io.kyozo.metrics.scrape.app.ScrapeConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Exports of replicas, straight from their own address: no redirect is followed, so a replica can't send us elsewhere in
 * our network. What comes is unpacked and read as it comes; past a limit or the deadline the connection is closed.
 */
@ApplicationScoped
public class HttpExports implements Exports {
    private static final int LINE_BYTES = 16 * 1024;
    private static final int LABELS = 30;
    private static final int OK = 200;
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";

    private final ScrapeConfig config;
    private final ExportLimits limits;
    private final HttpClient client;

    public HttpExports(ScrapeConfig config) {
        this.config = config;
        this.limits = new ExportLimits(config.maxBytes(), config.maxSeries(), LINE_BYTES, LABELS);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.timeout())
                .build();
    }

    @Override
    public Uni<Export> read(String host, int port) {
        String authority = host.contains(":") ? "[" + host + "]" : host;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + authority + ":" + port + config.path()))
                .header("Accept", ACCEPT)
                .header("Accept-Encoding", "gzip")
                .timeout(config.timeout())
                .build();
        return Uni.createFrom()
                .completionStage(() -> client.sendAsync(request, this::body))
                .map(HttpResponse::body)
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> new ExportRefusedException("The export took longer than " + config.timeout() + "."))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private HttpResponse.BodySubscriber<Export> body(HttpResponse.ResponseInfo response) {
        String type = response.headers().firstValue("Content-Type").orElse("text/plain");
        if (response.statusCode() != OK) {
            throw new ExportRefusedException("It answers with status " + response.statusCode() + ".");
        }
        if (!type.startsWith("text/plain") && !type.startsWith("application/openmetrics-text")) {
            throw new ExportRefusedException("It answers with " + type + ", which is no export.");
        }
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        return new ExportSubscriber(limits, packed);
    }
}
