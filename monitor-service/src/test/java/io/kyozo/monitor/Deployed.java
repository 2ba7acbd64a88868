package io.kyozo.monitor;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.messaging.kafka.CloudEventHeaders;
import io.kyozo.messaging.kafka.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A workspace with one service, as the deployer tells of it. */
public final class Deployed {
    public final UUID team = Uuid7.next();
    public final UUID workspace = Uuid7.next();
    public final UUID service = Uuid7.next();
    private final UUID deployment = Uuid7.next();
    private long sequence;

    public static HealthProbe http(String path) {
        return new HealthProbe("http", path);
    }

    public static Instance instance(String container, @Nullable Integer port) {
        return new Instance(Uuid7.next(), "docker", container, "127.0.0.1", port);
    }

    public Event<DeploymentChanged> says(InstanceState state, @Nullable HealthProbe probe, Instance... instances) {
        return says(List.of(new ServiceState(
                service, "web", "web", state, "http://web.todo.localhost:8080", probe, List.of(instances))));
    }

    public Event<DeploymentChanged> says(List<ServiceState> services) {
        DeploymentChanged data = new DeploymentChanged(
                deployment,
                workspace,
                "todo",
                null,
                DeploymentState.VERIFYING,
                DeploymentState.LIVE,
                null,
                100,
                services);
        return Event.of(EventType.DEPLOYMENT_CHANGED, "deployer", deployment, team, "corr-1", ++sequence, data);
    }

    public static void send(Event<?> event) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        var record = new ProducerRecord<>(
                event.type().topic(),
                null,
                event.subject().toString(),
                EventJson.write(event.data()).getBytes(StandardCharsets.UTF_8),
                CloudEventHeaders.write(event));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
