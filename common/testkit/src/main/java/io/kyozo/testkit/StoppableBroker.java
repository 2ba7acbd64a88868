package io.kyozo.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker that a test can take away: fields of {@link Runnable} marked so do it, and bring it back. */
public final class StoppableBroker implements QuarkusTestResourceLifecycleManager {
    private @Nullable KafkaBroker broker;

    /** Ends the broker; what it has been told stays. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    public @interface Stop {}

    /** Starts it again. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    public @interface Start {}

    @Override
    public Map<String, String> start() {
        KafkaBroker started = new KafkaBroker();
        broker = started;
        return Map.of("kafka.bootstrap.servers", started.address(), "KAFKA_BOOTSTRAP_SERVERS", started.address());
    }

    @Override
    public void inject(TestInjector injector) {
        KafkaBroker started = Objects.requireNonNull(broker);
        injector.injectIntoFields(
                (Runnable) started::stop, new TestInjector.AnnotatedAndMatchesType(Stop.class, Runnable.class));
        injector.injectIntoFields(
                (Runnable) started::start, new TestInjector.AnnotatedAndMatchesType(Start.class, Runnable.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
