package io.kyozo.sql;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Listens for PostgreSQL's notifications. Each listener keeps one connection of the pool and takes another when that one
 * breaks; until then its own polling must make do. A channel named {@code outbox} is {@code <schema>_outbox} in the
 * database, since channels are the whole database's.
 */
@ApplicationScoped
public class Notifications {
    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_CAP = Duration.ofSeconds(10);

    private final Pool pool;
    private final Vertx vertx;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Notifications(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /** The SQL expression that notifies a channel, to be put in a {@code select} of the transaction that has the news. */
    public static String sql(String channel) {
        return "pg_notify(current_schema() || '_" + channel + "', '')";
    }

    /** Calls {@code wake} at each notification, and after each (re)connection for what was missed meanwhile. */
    public void listen(String channel, Runnable wake) {
        var unused = pool.getConnection()
                .chain(connection -> subscribe(connection, channel, wake))
                .onFailure()
                .retry()
                .withBackOff(RETRY, RETRY_CAP)
                .until(failure -> !stopped)
                .subscribe()
                .with(done -> wake.run(), failure -> LOG.warnf("Notifications of %s are off: %s", channel, failure));
    }

    /** Whether notifications of {@code channel} come in; where not, polling must be quick. */
    public boolean isListening(String channel) {
        return open.contains(channel);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private Uni<Void> subscribe(SqlConnection connection, String channel, Runnable wake) {
        PgConnection pg = PgConnection.cast(connection);
        pg.notificationHandler(notification -> wake.run());
        pg.closeHandler(() -> reconnect(channel, wake));
        return connection
                .query("select current_schema() as name")
                .execute()
                .map(rows -> rows.iterator().next().getString("name") + "_" + channel)
                // A schema's name is the operator's, not a user's; quoted because LISTEN takes no parameter.
                .chain(name -> connection
                        .query("listen \"" + name.replace("\"", "\"\"") + "\"")
                        .execute())
                .invoke(() -> open.add(channel))
                .onFailure()
                .call(() -> connection.close())
                .replaceWithVoid();
    }

    private void reconnect(String channel, Runnable wake) {
        boolean wasOpen = open.remove(channel);
        if (!stopped && wasOpen) {
            vertx.setTimer(RETRY.toMillis(), timer -> listen(channel, wake));
        }
    }
}
