package io.kyozo.metrics.series.app;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Keeps room for the samples of the days to come, and drops those past their retention. */
@ApplicationScoped
public class KeepDays {
    /** So many days ahead that a weekend without this work loses nothing. */
    static final int DAYS_AHEAD = 7;

    private static final Logger LOG = Logger.getLogger(KeepDays.class);

    private final SeriesStore store;
    private final SeriesConfig config;
    private final Clock clock = Clock.systemUTC();

    public KeepDays(SeriesStore store, SeriesConfig config) {
        this.store = store;
        this.config = config;
    }

    /** Does both. */
    public Uni<Void> keep() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate oldest = LocalDate.ofInstant(now.minus(config.retention()), ZoneOffset.UTC);
        return store.openDays(today.minusDays(1), today.plusDays(DAYS_AHEAD))
                .chain(() -> store.dropDaysBefore(oldest))
                .invoke(KeepDays::say)
                .replaceWithVoid();
    }

    private static void say(int dropped) {
        if (dropped > 0) {
            LOG.infof("dropped the samples of %d days past their retention", dropped);
        }
    }
}
