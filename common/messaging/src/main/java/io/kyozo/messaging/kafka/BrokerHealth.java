package io.kyozo.messaging.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the broker answers, and how long that takes. Without it the service still answers requests, and what it has to
 * say waits in the outbox: it is not well, but ready.
 */
@Wellness
@ApplicationScoped
class BrokerHealth implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Admin admin;

    BrokerHealth(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.admin = Admin.create(new HashMap<>(broker));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        long start = System.nanoTime();
        return Uni.createFrom()
                .completionStage(
                        () -> admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis()))
                                .clusterId()
                                .toCompletionStage())
                .map(id -> answer(true, start))
                .onFailure()
                .recoverWithItem(failure -> answer(false, start));
    }

    private static HealthCheckResponse answer(boolean up, long start) {
        return HealthCheckResponse.named("broker")
                .status(up)
                .withData("responseMillis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                .build();
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}
