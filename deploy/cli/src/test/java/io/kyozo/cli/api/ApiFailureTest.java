package io.kyozo.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

class ApiFailureTest {
    @Test
    void saysAProblemInWords() throws Exception {
        JsonNode problem = new ObjectMapper()
                .readTree(
                        "{\"title\":\"There is no such thing\",\"detail\":\"No workspace x\",\"code\":\"KYZ-API-0004\","
                                + "\"violations\":[{\"field\":\"name\",\"message\":\"is empty\"}]}");

        assertThat(new ApiFailure("GET /x", 404, problem).explain())
                .isEqualTo("There is no such thing: No workspace x (KYZ-API-0004)\n  name: is empty");
    }

    @Test
    void saysEachOfSeveralErrors() throws Exception {
        JsonNode errors =
                new ObjectMapper().readTree("{\"errors\":[{\"title\":\"A\",\"detail\":\"a\"},{\"title\":\"B\"}]}");

        assertThat(new ApiFailure("GET /x", 400, errors).explain()).isEqualTo("A: a\nB");
    }

    @Test
    void saysTheStatusWhereThereIsNothingElse() {
        assertThat(new ApiFailure("GET /x", 500, MissingNode.getInstance()).explain())
                .isEqualTo("GET /x answered 500");
    }
}
