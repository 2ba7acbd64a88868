package io.kyozo.web.error;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.web.correlation.CorrelationId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type where this kind of problem is explained, relative to the documentation
 * @param title constant for the kind
 * @param status HTTP status
 * @param detail what is wrong in this case, and how to mend it
 * @param code the stable code, such as {@code KYZ-API-0004}
 * @param correlationId to find the request in the logs
 * @param errors one for each part of the request that is wrong; empty where it is about the whole
 * @param fields what else the case has to say, such as the archive entry at fault
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String correlationId,
        List<Part> errors,
        @JsonAnyGetter Map<String, Object> fields) {
    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * A part of the request that is wrong.
     *
     * @param detail what is wrong with it and what is expected
     * @param pointer JSON pointer into the body; null where it is not in the body
     * @param parameter name of the query parameter; null where it is in the body
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            String detail,
            @Nullable String pointer,
            @Nullable String parameter) {}

    /** A problem about the request as a whole. */
    public static Problem of(ErrorCode code, String detail) {
        return of(code, detail, List.of(), Map.of());
    }

    /** A problem with its parts and further fields. */
    public static Problem of(ErrorCode code, String detail, List<Part> errors, Map<String, Object> fields) {
        return new Problem(
                code.docsAnchor(),
                code.title(),
                code.status(),
                detail,
                code.code(),
                CorrelationId.current(),
                errors,
                fields);
    }
}
