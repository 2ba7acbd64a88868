package io.kyozo.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.testkit.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class BrokerHealthIT {
    /** More than the check itself gives the broker. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void isUpWhileTheBrokerAnswersAndSaysHowLongThatTook() {
        HealthCheckResponse answer = ask(EmbeddedKafka.bootstrapServers());
        assertThat(answer.getName()).isEqualTo("broker");
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(responseMillis(answer)).isNotNegative();
    }

    @Test
    void isDownWithinSecondsWhereNobodyAnswers() {
        HealthCheckResponse answer = ask("127.0.0.1:" + portWithoutListener());
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(responseMillis(answer)).isPositive();
    }

    private static HealthCheckResponse ask(String servers) {
        BrokerHealth health = new BrokerHealth(Map.of("bootstrap.servers", servers));
        try {
            return health.call().await().atMost(PATIENCE);
        } finally {
            health.close();
        }
    }

    private static long responseMillis(HealthCheckResponse answer) {
        return (Long) answer.getData().orElseThrow().get("responseMillis");
    }

    private static int portWithoutListener() {
        try (ServerSocket closedAgain = new ServerSocket(0)) {
            return closedAgain.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
