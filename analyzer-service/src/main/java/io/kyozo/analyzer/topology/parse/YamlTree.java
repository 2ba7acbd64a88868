package io.kyozo.analyzer.topology.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** YAML as trees, with merge keys applied; aliases, depth and size are capped. */
public final class YamlTree {
    private static final int MAX_NODES = 200_000;
    private static final int MAX_DEPTH = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private int left = MAX_NODES;

    private YamlTree() {}

    /** The documents up to the first one that can't be read. */
    public static List<JsonNode> parse(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (Object document : new Yaml(new SafeConstructor(limits())).loadAll(text)) {
                documents.add(new YamlTree().convert(document, 0));
            }
        } catch (YAMLException | IllegalArgumentException | ClassCastException e) {
            return documents;
        }
        return documents;
    }

    /** 1-based line of the key at {@code path} in the first document; 0 where there is none. */
    public static int lineOf(String text, String... path) {
        try {
            Node node = new Yaml(limits()).compose(new StringReader(text));
            int line = 0;
            for (String key : path) {
                NodeTuple entry = entry(node, key);
                if (entry == null) {
                    return 0;
                }
                line = entry.getKeyNode().getStartMark().getLine() + 1;
                node = entry.getValueNode();
            }
            return line;
        } catch (YAMLException e) {
            return 0;
        }
    }

    private static @Nullable NodeTuple entry(Node node, String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return tuple;
                }
            }
        }
        return null;
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(100);
        options.setNestingDepthLimit(50);
        options.setCodePointLimit(1 << 20);
        options.setAllowDuplicateKeys(true);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private JsonNode convert(@Nullable Object value, int depth) {
        // An alias inside its own anchor has no end.
        if (--left < 0 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("too many nodes");
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), convert(item, depth + 1)));
            return object;
        }
        if (value instanceof Iterable<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(convert(item, depth + 1)));
            return array;
        }
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        return value instanceof Integer number ? NODES.numberNode(number) : NODES.textNode(String.valueOf(value));
    }
}
