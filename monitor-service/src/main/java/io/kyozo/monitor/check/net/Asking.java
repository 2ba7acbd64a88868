package io.kyozo.monitor.check.net;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
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
                    // To reset a request that has not begun would give its connection back to the pool, open.
                    .invoke(() -> coming.onSuccess(request -> closed(request.connection())))
                    .map(HttpClientRequest::newInstance);
        });
    }

    private static void closed(HttpConnection connection) {
        var ignored = connection.close();
    }
}
