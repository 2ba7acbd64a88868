package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Lays one service over another as the compose specification does: maps key by key, some lists added, the rest replaced. */
final class ComposeMerge {
    private static final Set<String> ADDED =
            Set.of("ports", "expose", "volumes", "depends_on", "env_file", "links", "profiles", "devices", "cap_add");

    private ComposeMerge() {}

    /** {@code own} over {@code base}; a base that is no map leaves {@code own} as it is. */
    static ObjectNode over(JsonNode base, ObjectNode own) {
        if (!base.isObject()) {
            return own.deepCopy();
        }
        ObjectNode result = base.deepCopy();
        for (Iterator<Map.Entry<String, JsonNode>> all = own.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = all.next();
            result.set(entry.getKey(), value(entry.getKey(), result.path(entry.getKey()), entry.getValue()));
        }
        return result;
    }

    private static JsonNode value(String key, JsonNode base, JsonNode own) {
        JsonNode left = key.equals("environment") ? asMap(base) : base;
        JsonNode right = key.equals("environment") ? asMap(own) : own;
        if (left.isObject() && right instanceof ObjectNode map) {
            return over(left, map);
        }
        if (ADDED.contains(key) && left.isArray() && right.isArray()) {
            ArrayNode all = left.deepCopy();
            right.forEach(all::add);
            return all;
        }
        return right;
    }

    /** {@code [A=1, B]} as {@code {A: 1, B: null}}. */
    private static JsonNode asMap(JsonNode node) {
        if (!node.isArray()) {
            return node;
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (JsonNode item : node) {
            String text = item.asText();
            int equals = text.indexOf('=');
            if (equals < 0) {
                map.putNull(text);
            } else {
                map.put(text.substring(0, equals), text.substring(equals + 1));
            }
        }
        return map;
    }
}
