package io.kyozo.analyzer.topology.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Folder;
import java.io.IOException;
import java.util.List;

/**
 * JSON, TOML and YAML files as trees. What is absent or can't be read is a missing node: every path through it leads to
 * nothing. Depth, length and size are capped.
 */
public final class DataFiles {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxNumberLength(100)
            .maxStringLength(1 << 20)
            .build();

    /** With comments and trailing commas, as tsconfig.json and deno.jsonc have them. */
    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final TomlMapper TOML = TomlMapper.builder(
                    TomlFactory.builder().streamReadConstraints(LIMITS).build())
            .build();

    private static final FileRule<JsonNode> JSON_TREE =
            FileRule.of("json", FileRule.Result.TREE, file -> parseJson(file.text()));
    private static final FileRule<JsonNode> TOML_TREE =
            FileRule.of("toml", FileRule.Result.TREE, file -> parseToml(file.text()));
    private static final FileRule<List<JsonNode>> YAML_TREES =
            FileRule.of("yaml", FileRule.Result.TREE, file -> YamlTree.parse(file.text()));

    private DataFiles() {}

    public static JsonNode json(Folder folder, String path) {
        return folder.finding(path, JSON_TREE).orElse(MissingNode.getInstance());
    }

    public static JsonNode toml(Folder folder, String path) {
        return folder.finding(path, TOML_TREE).orElse(MissingNode.getInstance());
    }

    /** The first document of a YAML file, merge keys applied. */
    public static JsonNode yaml(Folder folder, String path) {
        List<JsonNode> documents = yamlDocuments(folder, path);
        return documents.isEmpty() ? MissingNode.getInstance() : documents.get(0);
    }

    public static List<JsonNode> yamlDocuments(Folder folder, String path) {
        return folder.finding(path, YAML_TREES).orElse(List.of());
    }

    public static JsonNode parseJson(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    public static JsonNode parseToml(String text) {
        try {
            return TOML.readTree(text);
        } catch (IOException | IllegalStateException e) {
            return MissingNode.getInstance();
        }
    }
}
