package io.kyozo.metrics.promql.rest;

import io.kyozo.metrics.promql.eval.Answer;
import io.kyozo.metrics.promql.eval.Line;
import io.kyozo.metrics.promql.eval.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Answers in Prometheus' JSON. */
final class AnswerJson {
    private static final double MILLIS = 1000;
    private static final int BAD_REQUEST = 400;

    private AnswerJson() {}

    static Response moment(Answer answer, Instant at) {
        JsonArray result = new JsonArray();
        if (answer.scalar()) {
            result = pair(at.toEpochMilli(), answer.lines().get(0).values()[0]);
            return success(new JsonObject().put("resultType", "scalar").put("result", result));
        }
        for (Line line : answer.lines()) {
            if (!Double.isNaN(line.values()[0])) {
                result.add(new JsonObject()
                        .put("metric", labels(line.labels()))
                        .put("value", pair(at.toEpochMilli(), line.values()[0])));
            }
        }
        return success(new JsonObject().put("resultType", "vector").put("result", result));
    }

    static Response range(Answer answer, Instant start, Duration step) {
        JsonArray result = new JsonArray();
        for (Line line : answer.lines()) {
            JsonArray values = new JsonArray();
            for (int i = 0; i < line.values().length; i++) {
                if (!Double.isNaN(line.values()[i])) {
                    values.add(pair(start.toEpochMilli() + i * step.toMillis(), line.values()[i]));
                }
            }
            if (!values.isEmpty()) {
                result.add(new JsonObject().put("metric", labels(line.labels())).put("values", values));
            }
        }
        return success(new JsonObject().put("resultType", "matrix").put("result", result));
    }

    private static JsonArray pair(long millis, double value) {
        return new JsonArray().add(millis / MILLIS).add(Numbers.text(value));
    }

    static JsonObject labels(Map<String, String> labels) {
        JsonObject json = new JsonObject();
        labels.forEach(json::put);
        return json;
    }

    static Response success(Object data) {
        return Response.ok(
                        new JsonObject()
                                .put("status", "success")
                                .put("data", data)
                                .encode(),
                        MediaType.APPLICATION_JSON)
                .build();
    }

    static Response refused(String why) {
        String body = new JsonObject()
                .put("status", "error")
                .put("errorType", "bad_data")
                .put("error", why)
                .encode();
        return Response.status(BAD_REQUEST)
                .entity(body)
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
