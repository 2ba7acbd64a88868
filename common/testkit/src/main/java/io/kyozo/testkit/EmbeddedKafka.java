package io.kyozo.testkit;

import org.jspecify.annotations.Nullable;

/** One Kafka broker for the whole JVM, started when first asked for. */
public final class EmbeddedKafka {
    private static @Nullable String bootstrap;

    private EmbeddedKafka() {}

    /** The broker's address, {@code host:port}. */
    public static String bootstrapServers() {
        return JvmWide.call(EmbeddedKafka.class, "start");
    }

    /** Called on the JVM's own copy only, see {@link JvmWide}. */
    @SuppressWarnings("unused")
    static synchronized String start(String... none) {
        if (bootstrap == null) {
            bootstrap = ContainerServers.wanted() ? ContainerServers.startKafka() : startBroker();
        }
        return bootstrap;
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static String startBroker() {
        KafkaBroker broker = new KafkaBroker();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::abandon, "kyozo-embedded-kafka-cleanup"));
        return broker.address();
    }
}
