package io.kyozo.jobs.store;

import io.kyozo.jobs.app.JobEngine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens for wake-ups of an engine on a connection kept for that; where it breaks another is taken, and the poll bridges the gap. */
public final class PgListener {
    private static final Logger LOG = Logger.getLogger(PgListener.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Pool pool;
    private final JobEngine engine;
    private final ScheduledExecutorService timer;
    private volatile @Nullable PgConnection connection;
    private volatile boolean closed;

    public PgListener(Pool pool, JobEngine engine, ScheduledExecutorService timer) {
        this.pool = pool;
        this.engine = engine;
        this.timer = timer;
    }

    public void open() {
        if (closed) {
            return;
        }
        pool.getConnection()
                .map(PgConnection::cast)
                .compose(this::listen)
                .onFailure(failure -> later("Can't listen for wake-ups: " + failure));
    }

    private Future<Void> listen(PgConnection opened) {
        opened.notificationHandler(this::hear);
        opened.closeHandler(ignored -> lost());
        return opened.query("select " + JobSql.CHANNEL + " as channel")
                .execute()
                .map(rows -> rows.iterator().next().getString("channel"))
                .compose(channel -> opened.query("listen " + quoted(channel)).execute())
                .onSuccess(listening -> connection = opened)
                .onFailure(failure -> opened.close())
                .mapEmpty();
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private void lost() {
        connection = null;
        if (!closed) {
            later("The connection for wake-ups was lost");
        }
    }

    private void later(String why) {
        LOG.warnf("%s; trying again", why);
        var unused = timer.schedule(this::reopen, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void reopen() {
        // What was said meanwhile is not known.
        engine.changed();
        open();
    }

    private void hear(PgNotification notification) {
        String payload = notification.getPayload();
        if (payload.equals(JobSql.SETTINGS_CHANGED)) {
            engine.changed();
        } else if (payload.startsWith(JobSql.CANCELLED)) {
            engine.cancelled(UUID.fromString(payload.substring(JobSql.CANCELLED.length())));
        } else {
            engine.wake(payload);
        }
    }

    /** Gives the connection back, without its subscriptions. */
    public Uni<Void> close() {
        closed = true;
        PgConnection open = connection;
        if (open == null) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(() -> open.query("unlisten *")
                        .execute()
                        .compose(done -> open.close())
                        .toCompletionStage());
    }
}
