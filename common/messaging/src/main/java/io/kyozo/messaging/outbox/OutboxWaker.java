package io.kyozo.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Listens for the notification that a commit with events raises. Keeps one connection of the pool for it and takes
 * another when that one breaks; until then the relay's own polling makes do.
 */
@ApplicationScoped
class OutboxWaker {
    private static final Logger LOG = Logger.getLogger(OutboxWaker.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_CAP = Duration.ofSeconds(10);

    private final Pool pool;
    private final Vertx vertx;
    private volatile boolean stopped;
    private volatile boolean listening;

    OutboxWaker(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /** Calls {@code wake} at each notification, and once after each (re)connection for what was missed meanwhile. */
    void listen(Runnable wake) {
        var unused = pool.getConnection()
                .chain(connection -> subscribe(connection, wake))
                .onFailure()
                .retry()
                .withBackOff(RETRY, RETRY_CAP)
                .until(failure -> !stopped)
                .subscribe()
                .with(done -> wake.run(), failure -> LOG.warnf("Outbox notifications are off: %s", failure));
    }

    void stop() {
        stopped = true;
    }

    /** Whether notifications come in; where not, polling must be quick. */
    boolean isListening() {
        return listening;
    }

    private Uni<Void> subscribe(SqlConnection connection, Runnable wake) {
        PgConnection pg = PgConnection.cast(connection);
        pg.notificationHandler(notification -> wake.run());
        pg.closeHandler(() -> reconnect(wake));
        return connection
                .query("select current_schema() as name")
                .execute()
                .map(rows -> rows.iterator().next().getString("name"))
                // A schema's name is the operator's, not a user's; quoted because LISTEN takes no parameter.
                .chain(schema -> connection
                        .query("listen \"" + schema.replace("\"", "\"\"") + "_outbox\"")
                        .execute())
                .invoke(() -> listening = true)
                .onFailure()
                .call(() -> connection.close())
                .replaceWithVoid();
    }

    private void reconnect(Runnable wake) {
        listening = false;
        if (!stopped) {
            vertx.setTimer(RETRY.toMillis(), timer -> listen(wake));
        }
    }
}
