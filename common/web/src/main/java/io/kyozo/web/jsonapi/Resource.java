package io.kyozo.web.jsonapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A JSON:API 1.1 resource object.
 *
 * @param type plural, in kebab case, such as {@code service-instances}
 * @param id of the resource
 * @param attributes a record with what it holds
 * @param relationships by name; empty for none
 * @param links by name; empty for none
 * @param meta what is not part of it; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Resource<A>(
        String type,
        String id,
        A attributes,
        Map<String, Relationship> relationships,
        Map<String, String> links,
        Map<String, Object> meta) {

    /** A resource without relationships, links or meta. */
    public static <A> Resource<A> of(String type, Object id, A attributes) {
        return new Resource<>(type, id.toString(), attributes, Map.of(), Map.of(), Map.of());
    }

    /** This resource with a to-one relationship more. */
    public Resource<A> related(String name, String relatedType, Object relatedId) {
        var all = new java.util.TreeMap<>(relationships);
        all.put(name, new Relationship(new Identifier(relatedType, relatedId.toString())));
        return new Resource<>(type, id, attributes, all, links, meta);
    }

    /** A to-one relationship. */
    public record Relationship(Identifier data) {}

    /** A JSON:API resource identifier. */
    public record Identifier(String type, String id) {}
}
