package io.kyozo.deployer.logs.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.event.LogsWanted;
import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogLevel;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.messaging.Broadcast;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Tells lines of logs as they come, for as long as somebody looks at them. A log that prints faster than its lines can be
 * told loses some, and says how many; all of them are in the log itself.
 */
@ApplicationScoped
public class TellLogs {
    private static final Logger LOG = Logger.getLogger(TellLogs.class);
    private static final String SOURCE = "deployer";
    private static final Duration GATHER = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_ENDED = Duration.ofSeconds(2);
    private static final Duration LONGEST_WISH = Duration.ofMinutes(2);
    private static final int LINES_AT_ONCE = 200;
    /** Some programs print whole documents in a line. */
    private static final int LONGEST_LINE = 2000;

    private static final int TAIL = 50;

    private final SearchLogs logs;
    private final Broadcast broadcast;
    private final LogsConfig config;
    private final Vertx vertx;
    private final Map<UUID, Telling> tellings = new ConcurrentHashMap<>();
    private long timer;

    TellLogs(SearchLogs logs, Broadcast broadcast, LogsConfig config, Vertx vertx) {
        this.logs = logs;
        this.broadcast = broadcast;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(LOOK_FOR_ENDED.toMillis(), id -> endUnwanted(System.nanoTime()));
    }

    void stop(@Observes ShutdownEvent event) {
        boolean ignored = vertx.cancelTimer(timer);
        tellings.values().forEach(Telling::end);
    }

    /** Begins to tell the log's last lines and all that come, or goes on for as long as is wanted now. */
    public void wanted(Event<LogsWanted> event) {
        LogsWanted wish = event.data();
        Duration asked = Duration.ofSeconds(wish.seconds());
        Duration time = asked.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : asked;
        if (event.time().plus(LONGEST_WISH).isBefore(Instant.now())) {
            return;
        }
        var unused = tellings.compute(wish.serviceId(), (id, present) -> {
            boolean room = tellings.size() < config.toldAtOnce();
            Telling telling = present == null && room ? new Telling(event) : present;
            return telling == null ? null : telling.until(System.nanoTime() + time.toNanos());
        });
    }

    /** How many logs are being told. */
    int told() {
        return tellings.size();
    }

    /** Ends what is no longer wanted at {@code now}, of {@link System#nanoTime}. */
    void endUnwanted(long now) {
        tellings.values().removeIf(telling -> telling.endsBy(now));
    }

    /** One log that is being told. */
    private final class Telling {
        private final Event<LogsWanted> wish;
        private final UUID streamId = Uuid7.next();
        private final AtomicLong dropped = new AtomicLong();
        private final AtomicLong sequence = new AtomicLong();
        private final Cancellable lines;
        private volatile boolean ended;
        private volatile long until;

        Telling(Event<LogsWanted> wish) {
            this.wish = wish;
            this.lines = logs.follow(query(wish), TAIL)
                    .group()
                    .intoLists()
                    .of(LINES_AT_ONCE, GATHER)
                    .onOverflow()
                    .invoke(lost -> dropped.addAndGet(lost.size()))
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(this::say)
                    .subscribe()
                    .with(said -> {}, this::failed, () -> ended = true);
        }

        Telling until(long nanoTime) {
            until = nanoTime;
            return this;
        }

        boolean endsBy(long now) {
            boolean over = ended || now - until > 0;
            if (over) {
                end();
            }
            return over;
        }

        void end() {
            lines.cancel();
        }

        private Uni<Void> say(List<LogEntry> entries) {
            long lost = dropped.getAndSet(0);
            LogLines data = new LogLines(
                    wish.data().serviceId(),
                    streamId,
                    lost,
                    entries.stream().map(TellLogs::line).toList());
            return broadcast
                    .say(Event.of(
                            EventType.LOG_LINES,
                            SOURCE,
                            wish.data().serviceId(),
                            wish.teamId(),
                            wish.correlationId(),
                            sequence.incrementAndGet(),
                            data))
                    .onFailure()
                    .invoke(failure -> dropped.addAndGet(lost + entries.size()))
                    .onFailure()
                    .recoverWithNull();
        }

        private void failed(Throwable failure) {
            LOG.warnf("The log of %s is no longer told: %s", wish.data().service(), failure);
            ended = true;
        }
    }

    private static LogQuery query(Event<LogsWanted> wish) {
        LogsWanted data = wish.data();
        return new LogQuery(
                wish.teamId(), data.workspaceId(), data.service(), null, LogLevel.DEBUG, "", null, null, TAIL);
    }

    private static LogLines.Line line(LogEntry entry) {
        String text = entry.text();
        return new LogLines.Line(
                entry.at(),
                entry.event(),
                entry.level().name().toLowerCase(Locale.ROOT),
                entry.instance(),
                entry.deployment(),
                text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + " …");
    }
}
