package io.kyozo.testkit;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker that a test can take away; what it has been told stays. */
public final class StoppableBroker extends StoppableServer {
    private @Nullable KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        KafkaBroker started = new KafkaBroker();
        broker = started;
        return Map.of("kafka.bootstrap.servers", started.address(), "KAFKA_BOOTSTRAP_SERVERS", started.address());
    }

    @Override
    protected void takeAway() {
        Objects.requireNonNull(broker).stop();
    }

    @Override
    protected void bringBack() {
        Objects.requireNonNull(broker).start();
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
