package io.kyozo.web.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem as a JSON:API 1.1 document with {@code errors}. */
@RegisterForReflection
record JsonApiErrors(List<Error> errors) {
    /** A JSON:API error object, see there. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Error(
            String id,
            String status,
            String code,
            String title,
            String detail,
            Map<String, String> links,
            @Nullable Source source,
            Map<String, Object> meta) {}

    /** Which part of the request is meant. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(@Nullable String pointer, @Nullable String parameter) {}

    static JsonApiErrors of(Problem problem) {
        if (problem.errors().isEmpty()) {
            return new JsonApiErrors(List.of(error(problem, problem.detail(), null)));
        }
        return new JsonApiErrors(problem.errors().stream()
                .map(part -> error(problem, part.detail(), new Source(part.pointer(), part.parameter())))
                .toList());
    }

    private static Error error(Problem problem, String detail, @Nullable Source source) {
        return new Error(
                problem.correlationId(),
                String.valueOf(problem.status()),
                problem.code(),
                problem.title(),
                detail,
                Map.of("type", problem.type()),
                source,
                new LinkedHashMap<>(problem.fields()));
    }
}
