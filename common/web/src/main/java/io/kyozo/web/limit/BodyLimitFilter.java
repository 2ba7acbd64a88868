package io.kyozo.web.limit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.web.error.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Refuses bodies that are too large before a byte of them is read. */
@ApplicationScoped
class BodyLimitFilter {
    private static final int AFTER_CORRELATION = 900;

    private final long maxJson;
    private final long maxAny;
    private final ObjectMapper json;

    BodyLimitFilter(
            BodyLimitConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxAny,
            ObjectMapper json) {
        this.maxJson = config.maxJson().asLongValue();
        this.maxAny = maxAny.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, AFTER_CORRELATION);
    }

    private void limit(RoutingContext context) {
        String fault = fault(context.request());
        if (fault == null) {
            context.next();
            return;
        }
        Problem problem = Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, fault);
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(written(problem))
                .onFailure(context::fail);
    }

    private @Nullable String fault(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean isJson = type != null && type.toLowerCase(Locale.ROOT).contains("json");
        if (length == null) {
            return isJson && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                    ? "Send JSON with a Content-Length, not in chunks."
                    : null;
        }
        long limit = isJson ? Math.min(maxJson, maxAny) : maxAny;
        return exceeds(length, limit) ? "The body may have at most " + limit + " bytes." : null;
    }

    private static boolean exceeds(String length, long limit) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private String written(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
