package io.kyozo.contracts.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kyozo.contracts.topology.TopologyDocument.External;
import io.kyozo.contracts.topology.TopologyDocument.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents are stored: they must be readable for ever. */
class TopologyDocumentTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Test
    void documentsFromBeforeExternalsAndMigrationsAreRead() throws JsonProcessingException {
        TopologyDocument read = JSON.readValue("""
                {"schemaVersion":1,"strategy":"EMPTY","summary":"nothing","confidence":1.0,"services":[],"edges":[],
                "cycles":[],"recommendations":[],"partial":[]}""", TopologyDocument.class);
        assertThat(read.externals()).isEmpty();
        assertThat(read.migrations()).isEmpty();
    }

    @Test
    void externalsAndMigrationsAreWrittenAndReadBack() throws JsonProcessingException {
        List<Evidence> evidence = List.of(new Evidence("package.json", 3, 0.9, "depends on stripe"));
        TopologyDocument document = new TopologyDocument(
                1,
                Strategy.EMPTY,
                "",
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new External("shop", "stripe", "Stripe", "payments", evidence)),
                List.of(new Migration("shop", "rails", "db/migrate", List.of("rails", "db:migrate"), true, evidence)));
        assertThat(JSON.readValue(JSON.writeValueAsString(document), TopologyDocument.class))
                .isEqualTo(document);
    }
}
