package io.kyozo.jobs.store;

import io.kyozo.jobs.engine.AttemptError;
import io.vertx.core.json.JsonObject;

/** An attempt's error as it stands in column {@code errors}; the statement adds the database's time. */
final class AttemptErrorJson {
    private AttemptErrorJson() {}

    static String write(AttemptError error) {
        return new JsonObject()
                .put("attempt", error.attempt())
                .put("class", error.errorClass().name())
                .put("message", error.message())
                .encode();
    }
}
