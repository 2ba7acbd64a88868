package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A native image holds what is reflected upon only where it is told: the list is exactly what the code reflects upon. */
class NativeImageTest {
    private static final String CONFIG = "/META-INF/native-image/io.kyozo/kyozo-cli/reflect-config.json";
    private static final List<String> MEMBERS =
            List.of("allDeclaredConstructors", "allDeclaredFields", "allDeclaredMethods");

    @Test
    void commandsAndWrittenTypesAreRegistered() throws IOException {
        Set<String> wanted = new TreeSet<>();
        commands(Kyozo.commandLine(Terminal.ofProcess()), wanted);
        written(TopologyDocument.class, wanted);
        assertThat(registered()).isEqualTo(wanted);
    }

    private static Set<String> registered() throws IOException {
        Set<String> registered = new TreeSet<>();
        try (InputStream in = Objects.requireNonNull(NativeImageTest.class.getResourceAsStream(CONFIG))) {
            for (JsonNode type : new JsonMapper().readTree(in)) {
                assertThat(MEMBERS)
                        .as(type.toString())
                        .allMatch(member -> type.path(member).asBoolean());
                registered.add(type.path("name").asText());
            }
        }
        return registered;
    }

    /** All that picocli makes or fills in, with what they extend. */
    private static void commands(CommandLine line, Set<String> types) {
        commands(line.getCommandSpec(), types);
        line.getSubcommands().values().forEach(inner -> commands(inner, types));
    }

    private static void commands(CommandSpec spec, Set<String> types) {
        for (Class<?> type = spec.userObject().getClass(); type != Object.class; type = type.getSuperclass()) {
            types.add(type.getName());
        }
        for (ArgGroupSpec group : spec.argGroups()) {
            types.add(group.typeInfo().getType().getName());
        }
        spec.mixins().values().forEach(mixin -> commands(mixin, types));
    }

    /** The records and enums that a value of {@code type} is made of. */
    private static void written(Type type, Set<String> types) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                written(argument, types);
            }
        } else if (type instanceof Class<?> known && known.isEnum()) {
            types.add(known.getName());
        } else if (type instanceof Class<?> known && known.isRecord() && types.add(known.getName())) {
            for (RecordComponent component : known.getRecordComponents()) {
                written(component.getGenericType(), types);
            }
        }
    }
}
