package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void saysWhatAServiceShouldBeGivenWhereItHasSomethingElse() throws Exception {
        String service = """
            {"workspace": "shop", "name": "api", "recommendation": {"cpuCores": 0.5, "memoryBytes": 268435456,
             "cpuCoresNow": 1.0, "memoryBytesNow": 536870912, "reason": "So it is."}}\
            """;
        assertThat(StatusCommand.advice(mapper.readTree(service)))
                .contains("shop/api would do with 0.5 cores and 268 MB a replica; it has 1.0 and 536 MB. So it is.");
    }

    @Test
    void saysNothingWhereNothingIsAdvised() throws Exception {
        assertThat(StatusCommand.advice(mapper.readTree("{\"name\": \"api\", \"recommendation\": null}")))
                .isEmpty();
    }
}
