package io.kyozo.web.error;

import io.kyozo.web.jsonapi.Document;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders problems in the form that the client asks for: JSON:API where its {@code Accept} says so, else RFC 9457. */
final class ProblemResponses {
    private ProblemResponses() {}

    static Response of(Problem problem, @Nullable HttpHeaders request, Map<String, String> headers) {
        boolean jsonApi = request != null && accepts(request.getHeaderString(HttpHeaders.ACCEPT));
        Response.ResponseBuilder response = Response.status(problem.status())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .type(jsonApi ? Document.MEDIA_TYPE : Problem.MEDIA_TYPE)
                .entity(jsonApi ? JsonApiErrors.of(problem) : problem);
        headers.forEach(response::header);
        return response.build();
    }

    static Response of(Problem problem, @Nullable HttpHeaders request) {
        return of(problem, request, Map.of());
    }

    private static boolean accepts(@Nullable String accept) {
        return accept != null && accept.contains(Document.MEDIA_TYPE);
    }
}
