package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.Series;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Where samples are kept. */
public interface SeriesStore {
    /** Adds samples; one that is there already (same replica, same moment) changes nothing. */
    Uni<Void> append(Tx tx, List<Sample> samples);

    /** A service's series. */
    Uni<Series> read(UUID serviceId, Metric metric, Range range);

    /** Makes room for the samples of these days (UTC), where it is not there yet. */
    Uni<Void> openDays(LocalDate first, LocalDate last);

    /** Drops all samples of days before {@code first} (UTC); how many days went. */
    Uni<Integer> dropDaysBefore(LocalDate first);
}
