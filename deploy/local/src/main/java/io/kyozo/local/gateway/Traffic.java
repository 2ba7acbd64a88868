package io.kyozo.local.gateway;

import io.vertx.core.json.JsonObject;

/** What one target was asked since the gateway started; counted for who measures services. */
final class Traffic {
    private static final int SERVER_ERROR = 500;

    private long requests;
    private long errors;
    private long waitNanos;

    /** The head of an answer came. */
    synchronized void answered(int status, long nanos) {
        requests++;
        errors += status >= SERVER_ERROR ? 1 : 0;
        waitNanos += nanos;
    }

    /** No answer came. */
    synchronized void failed(long nanos) {
        requests++;
        errors++;
        waitNanos += nanos;
    }

    synchronized void writeTo(JsonObject json) {
        json.put("requests", requests).put("errors", errors).put("waitNanos", waitNanos);
    }
}
