package io.kyozo.monitor.check.net;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;

/** Looks for a text in the beginning of a body; what comes after the limit is not read, however long it is. */
final class BodySearch {
    private static final int LIMIT = 64 * 1024;

    private BodySearch() {}

    static Uni<Boolean> of(HttpClientResponse response, String wanted) {
        Buffer seen = Buffer.buffer();
        return Uni.createFrom()
                .emitter(found -> response.getDelegate()
                        .handler(part -> {
                            seen.appendBuffer(part, 0, Math.min(part.length(), LIMIT - seen.length()));
                            if (seen.toString(StandardCharsets.UTF_8).contains(wanted)) {
                                found.complete(true);
                            } else if (seen.length() >= LIMIT) {
                                found.complete(false);
                            }
                        })
                        .exceptionHandler(found::fail)
                        .endHandler(end -> found.complete(false)));
    }
}
