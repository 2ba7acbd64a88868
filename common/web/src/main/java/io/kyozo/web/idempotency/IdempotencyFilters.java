package io.kyozo.web.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.web.auth.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Takes the key before an {@link Idempotent} method runs, and keeps its answer, or gives the key back, afterwards. */
class IdempotencyFilters {
    private static final Logger LOG = Logger.getLogger(IdempotencyFilters.class);
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final IdempotencyStore store;
    private final IdempotentRequest request;
    private final Caller caller;
    private final ObjectMapper json;

    IdempotencyFilters(IdempotencyStore store, IdempotentRequest request, Caller caller, ObjectMapper json) {
        this.store = store;
        this.request = request;
        this.caller = caller;
        this.json = json;
    }

    @Idempotent
    @ServerRequestFilter
    public Uni<@Nullable Response> take(ContainerRequestContext context) {
        String key = context.getHeaderString(HEADER);
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        if (!VALID.matcher(key).matches()) {
            throw new KyozoException(
                    ErrorCode.INVALID_REQUEST, "\"Idempotency-Key\" must be 1 to 255 visible ASCII characters.");
        }
        UUID team = caller.teamId();
        UUID token = Uuid7.next();
        request.begin(team, key, operation(context), token);
        return store.reserve(team, key, request.operation(), token)
                .chain(taken -> taken ? Uni.createFrom().voidItem() : meetFirst(team, key))
                .replaceWith((Response) null);
    }

    private Uni<Void> meetFirst(UUID team, String key) {
        // Not there any more: the first request has just failed and given the key back.
        KeptAnswer undecided = new KeptAnswer(request.operation(), null, 0, null, null, null);
        return store.find(team, key)
                .invoke(found -> request.repeats(found.orElse(undecided)))
                .replaceWithVoid();
    }

    private static String operation(ContainerRequestContext context) {
        MediaType type = context.getMediaType();
        return context.getMethod() + " " + context.getUriInfo().getRequestUri().getRawPath() + "?"
                + context.getUriInfo().getRequestUri().getRawQuery() + " " + type;
    }

    @Idempotent
    @ServerResponseFilter
    public Uni<Void> keep(ContainerResponseContext response) {
        if (!request.holdsKey()) {
            return Uni.createFrom().voidItem();
        }
        boolean success = Response.Status.Family.familyOf(response.getStatus()) == Response.Status.Family.SUCCESSFUL;
        Uni<Integer> kept = success
                ? store.keep(request.team(), request.key(), request.token(), answer(response))
                : store.release(request.team(), request.key(), request.token());
        // The request has been done: its answer must reach the caller even if it can't be kept.
        return kept.onFailure()
                .invoke(failure -> LOG.warn("an idempotent request's answer could not be kept", failure))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    private KeptAnswer answer(ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        return new KeptAnswer(
                request.operation(),
                request.bodyHash(),
                response.getStatus(),
                type == null ? null : type.toString(),
                response.getHeaderString(HttpHeaders.LOCATION),
                body(response.getEntity()));
    }

    private @Nullable String body(@Nullable Object entity) {
        if (entity == null || entity instanceof String) {
            return (String) entity;
        }
        try {
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an idempotent method must answer with JSON", e);
        }
    }
}
