package io.kyozo.messaging;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Events between services. */
@StaticInitSafe
@ConfigMapping(prefix = "kyozo.messaging")
public interface MessagingConfig {
    /** Whether this instance sends events from the outbox; several instances may, they take turns. */
    @WithName("relay.enabled")
    @WithDefault("true")
    boolean relayEnabled();

    /** How many events are sent in one turn. */
    @WithName("relay.batch-size")
    @WithDefault("200")
    int relayBatchSize();

    /** How often the outbox is looked at when the database has not said that there is something new. */
    @WithName("relay.poll-interval")
    @WithDefault("1s")
    Duration relayPollInterval();

    /** How long sent events stay in the outbox, for whoever wants to know what was said. */
    @WithName("relay.retention")
    @WithDefault("1d")
    Duration outboxRetention();

    /** How long the ids of events that took effect are kept; an event delivered again after that acts again. */
    @WithName("inbox.retention")
    @WithDefault("14d")
    Duration inboxRetention();

    /** How often an event is tried whose effect fails, before it goes to the dead-letter topic. */
    @WithName("inbox.attempts")
    @WithDefault("5")
    int inboxAttempts();

    /** Wait before the second try; doubles with each further one, with jitter. */
    @WithName("inbox.backoff")
    @WithDefault("200ms")
    Duration inboxBackoff();

    /** Wait that the back-off does not exceed. */
    @WithName("inbox.backoff-cap")
    @WithDefault("5s")
    Duration inboxBackoffCap();

    /** The largest event that is read, in bytes; larger ones go to the dead-letter topic, cut short. */
    @WithName("max-event-bytes")
    @WithDefault("900000")
    int maxEventBytes();

    /** Partitions of a topic that this service creates; consumers of one topic can share work up to this number. */
    @WithName("topic.partitions")
    @WithDefault("3")
    int topicPartitions();

    /** Copies of a topic that this service creates; -1 for the broker's default. */
    @WithName("topic.replication")
    @WithDefault("-1")
    short topicReplication();

    /** How long the broker keeps what is of use only to those who listen at the moment, such as lines of a log. */
    @WithName("topic.passing-retention")
    @WithDefault("10m")
    Duration passingRetention();

    /** How long the start waits for the broker to create missing topics; after that it goes on without, and tries again. */
    @WithName("topic.timeout")
    @WithDefault("10s")
    Duration topicTimeout();
}
