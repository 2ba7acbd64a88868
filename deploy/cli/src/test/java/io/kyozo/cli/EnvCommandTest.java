package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EnvCommandTest {
    private static JsonNode given() throws IOException {
        return new ObjectMapper().readTree("""
                [{"id": "7", "attributes": {"service": "web", "name": "API_KEY", "inFile": true, "version": 2,
                  "setBy": "ann", "updatedAt": "2026-01-01T00:00:00Z"}},
                 {"id": "8", "attributes": {"service": "api", "name": "API_KEY", "inFile": false, "version": 1,
                  "setBy": "bob", "updatedAt": "2026-01-02T00:00:00Z"}}]""");
    }

    @Test
    void listsWhatIsGivenAndHow() throws IOException {
        assertThat(EnvCommand.known(given()).lines())
                .containsExactly(
                        "SERVICE  VARIABLE  GIVEN               VERSION  SET                   BY",
                        "web      API_KEY   in a file           2        2026-01-01T00:00:00Z  ann",
                        "api      API_KEY   in the environment  1        2026-01-02T00:00:00Z  bob");
    }

    @Test
    void takesBackWhatThatServiceIsGivenAndNoOthers() throws IOException {
        assertThat(EnvCommand.id(given(), "api", "API_KEY")).isEqualTo("8");
        JsonNode given = given();
        assertThatThrownBy(() -> EnvCommand.id(given, "api", "LEVEL"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("api is given no variable LEVEL.");
    }
}
