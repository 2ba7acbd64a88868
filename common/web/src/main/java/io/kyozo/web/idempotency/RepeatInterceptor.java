package io.kyozo.web.idempotency;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Stands before an {@link Idempotent} method: where its request was done before, answers as it was answered then. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class RepeatInterceptor {
    private final IdempotentRequest request;

    RepeatInterceptor(IdempotentRequest request) {
        this.request = request;
    }

    @AroundInvoke
    Object repeat(InvocationContext invocation) throws Exception {
        Object target = invocation.getTarget();
        // The annotation binds the filters to the method by its name, and so, unwished, this interceptor to the
        // filters.
        if (target instanceof IdempotencyFilters || target instanceof BodyHash) {
            return invocation.proceed();
        }
        KeptAnswer answer = request.answer();
        return answer == null ? invocation.proceed() : repeated(answer);
    }

    private static Object repeated(KeptAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header("Idempotency-Replayed", "true");
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.body() != null) {
            // Bytes, so that the JSON writer does not quote the text once more.
            response.type(answer.contentType()).entity(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        throw new WebApplicationException(response.build());
    }
}
