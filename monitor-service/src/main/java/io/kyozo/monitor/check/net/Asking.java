package io.kyozo.monitor.check.net;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;

/** Requests of probes. */
final class Asking {
    private Asking() {}

    /** A request on its way; a connection that comes when nobody waits for it any more is closed. */
    static Uni<HttpClientRequest> begin(HttpClient http, RequestOptions options) {
        return Uni.createFrom().deferred(() -> {
            var coming = http.getDelegate().request(options);
            return Uni.createFrom()
                    .completionStage(coming.toCompletionStage())
                    .onCancellation()
                    .invoke(() -> coming.onSuccess(request -> {
                        boolean ignored = request.reset();
                    }))
                    .map(HttpClientRequest::newInstance);
        });
    }
}
