package io.kyozo.messaging.kafka;

import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.MessagingConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing before anything subscribes to them, so that no service depends on another's start
 * or on the broker's auto-creation. Where the broker does not answer, the start goes on and the creation is tried again.
 */
@ApplicationScoped
class TopicsAtStart {
    private static final Logger LOG = Logger.getLogger(TopicsAtStart.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** Before the channels are wired, which is at the priority of libraries. */
    private static final int FIRST = 1;

    private final Map<String, Object> broker;
    private final MessagingConfig config;

    TopicsAtStart(@Identifier("default-kafka-broker") Map<String, Object> broker, MessagingConfig config) {
        this.broker = broker;
        this.config = config;
    }

    void create(@Observes @Priority(FIRST) StartupEvent event) {
        try {
            LOG.debugf("Topics created: %s", createMissing());
        } catch (IllegalStateException e) {
            LOG.warnf("Topics could not be created at start, trying again in the background: %s", e.getMessage());
            createLater();
        }
    }

    private void createLater() {
        Uni.createFrom()
                .item(this::createMissing)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .retry()
                .withBackOff(RETRY, RETRY)
                .indefinitely()
                .subscribe()
                .with(topics -> LOG.infof("Topics are there: %s", topics));
    }

    private List<String> createMissing() {
        try (Admin admin = Admin.create(settings())) {
            long timeout = config.topicTimeout().toMillis();
            Set<String> present = admin.listTopics().names().get(timeout, TimeUnit.MILLISECONDS);
            List<NewTopic> missing =
                    topics().filter(topic -> !present.contains(topic.name())).toList();
            for (var creation : admin.createTopics(missing).values().values()) {
                awaitCreated(creation.toCompletionStage().toCompletableFuture(), timeout);
            }
            return missing.stream().map(NewTopic::name).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not answer: " + e, e);
        }
    }

    private static void awaitCreated(Future<Void> creation, long timeout)
            throws InterruptedException, TimeoutException, ExecutionException {
        try {
            creation.get(timeout, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // Another service was first: that is all that was wanted.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Stream<NewTopic> topics() {
        return Arrays.stream(EventType.values())
                .flatMap(type -> type.isPassing()
                        ? Stream.of(topic(type.topic()).configs(passing()))
                        : Stream.of(topic(type.topic()), topic(type.deadLetterTopic())));
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, config.topicPartitions(), config.topicReplication());
    }

    /** Nobody reads it later: its files are cut early and thrown away soon. */
    private Map<String, String> passing() {
        String retention = Long.toString(config.passingRetention().toMillis());
        return Map.of(TopicConfig.RETENTION_MS_CONFIG, retention, TopicConfig.SEGMENT_MS_CONFIG, retention);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(broker);
        int timeout = (int) config.topicTimeout().toMillis();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        return settings;
    }
}
