package io.kyozo.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Holds the events' records to their published schemas. The golden examples were written by version 1 producers: they
 * are never changed, and must be readable and valid for ever; a new case is a new file.
 */
class EventContractTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @ParameterizedTest
    @EnumSource
    void goldenExamplesAreReadWholeAndWrittenTheSame(EventType type) throws IOException {
        JsonNode golden = golden(type);
        Object data = JSON.treeToValue(golden, type.payload());
        assertThat(JSON.readTree(JSON.writeValueAsString(data))).isEqualTo(golden);
    }

    @ParameterizedTest
    @EnumSource
    void goldenExamplesAreValid(EventType type) throws IOException {
        assertThat(schema(type).validate(golden(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaNamesExactlyTheRecordsComponents(EventType type) throws IOException {
        var components = Arrays.stream(type.payload().getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        JsonNode schema = resource("schema/" + type.topic() + ".v1.json");
        assertThat(new TreeSet<>(schema.get("properties")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .toList()))
                .isEqualTo(components);
        assertThat(schema.get("title").asText()).isEqualTo(type.ceType());
    }

    /** A required field must not be taken away, nor a field change its type: each such change makes the golden invalid. */
    @ParameterizedTest
    @EnumSource
    void theSchemaRefusesWhatMisses(EventType type) throws IOException {
        ObjectNode golden = (ObjectNode) golden(type);
        for (String field : golden.propertyStream().map(Map.Entry::getKey).toList()) {
            ObjectNode without = golden.deepCopy();
            without.remove(field);
            assertThat(schema(type).validate(without)).as(field).isNotEmpty();
            ObjectNode other = golden.deepCopy();
            other.set(field, JSON.createObjectNode().set("unexpected", new ArrayNode(JSON.getNodeFactory())));
            assertThat(schema(type).validate(other)).as(field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("unchecked")
    void asyncApiDescribesTheEvent(EventType type) throws IOException {
        Map<String, Map<String, Object>> document;
        try (InputStream yaml = open("asyncapi.yaml")) {
            document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        }
        var channel = (Map<String, Object>) document.get("channels").get(type.topic());
        assertThat(channel).containsEntry("address", type.topic());
        var messages =
                (Map<String, Map<String, Object>>) document.get("components").get("messages");
        assertThat(messages.get(type.topic())).containsEntry("name", type.ceType());
        assertThat(messages.get(type.topic()).get("payload").toString())
                .contains("schema/" + type.topic() + ".v1.json");
        assertThat(document.get("channels")).hasSameSizeAs(EventType.values());
    }

    private static Schema schema(EventType type) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("schema/" + type.topic() + ".v1.json"));
    }

    private static JsonNode golden(EventType type) throws IOException {
        return resource("/golden/" + type.topic() + ".v1.json");
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream in = open(name)) {
            return JSON.readTree(in);
        }
    }

    private static InputStream open(String name) {
        InputStream in =
                EventType.class.getResourceAsStream(name.startsWith("/") ? name : "/io/kyozo/contracts/" + name);
        assertThat(in).as(name).isNotNull();
        return in;
    }
}
