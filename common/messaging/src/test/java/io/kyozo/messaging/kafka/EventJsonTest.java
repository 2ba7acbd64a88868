package io.kyozo.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.contracts.state.HealthStatus;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final HealthChanged EVENT = new HealthChanged(
            ID, "api", ID, "todo", null, HealthStatus.UNKNOWN, HealthStatus.HEALTHY, "GET /: 200", 12L);

    @Test
    void readsWhatItWrote() {
        assertThat(read(EventJson.write(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void passesOverWhatANewerProducerSays() {
        assertThat(read(EventJson.write(EVENT).replaceFirst("\\{", "{\"new\":[1],")))
                .isEqualTo(EVENT);
    }

    @Test
    void refusesWhatMisses() {
        assertThatThrownBy(() -> read(EventJson.write(EVENT).replace("\"serviceName\":\"api\",", "")))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("serviceName is missing");
    }

    @Test
    void refusesStatesThatItDoesNotKnow() {
        assertThatThrownBy(() -> read(EventJson.write(EVENT).replace("HEALTHY", "SPLENDID")))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void refusesWhatComesAfterTheData() {
        assertThatThrownBy(() -> read(EventJson.write(EVENT) + "{}")).isInstanceOf(UnreadableEventException.class);
    }

    private static HealthChanged read(String json) {
        return EventJson.read(json.getBytes(UTF_8), HealthChanged.class);
    }
}
