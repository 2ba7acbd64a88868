package io.kyozo.web.jsonapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A JSON:API 1.1 document with one resource or a page of them.
 *
 * @param data a {@link Resource} or a list of them
 * @param links {@code self}, and for pages {@code next}; empty for none
 * @param meta empty for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Document<D>(
        @JsonInclude(JsonInclude.Include.ALWAYS) D data, Map<String, String> links, Map<String, Object> meta) {

    /** The media type of all of them. */
    public static final String MEDIA_TYPE = "application/vnd.api+json";

    public static <A> Document<Resource<A>> of(Resource<A> resource) {
        return new Document<>(resource, Map.of(), Map.of());
    }

    public static <A> Document<List<Resource<A>>> of(List<Resource<A>> resources) {
        return new Document<>(resources, Map.of(), Map.of());
    }
}
