package io.kyozo.metrics.collect.app;

import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Source;
import io.kyozo.metrics.series.app.SeriesConfig;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.app.SourceStore;
import io.kyozo.metrics.threshold.app.CheckThresholds;
import io.kyozo.sql.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Writes rounds of samples, and with each the alerts that follow from it, in one transaction. While the database is away
 * they wait in memory; a round whose outcome is unknown is written again, which changes nothing where it was there.
 */
@ApplicationScoped
public class KeepRounds {
    private static final Logger LOG = Logger.getLogger(KeepRounds.class);

    private final PendingRounds pending;
    private final SourceStore sources;
    private final SeriesStore series;
    private final CheckThresholds thresholds;
    private final Transactions transactions;

    KeepRounds(
            SourceStore sources,
            SeriesStore series,
            CheckThresholds thresholds,
            Transactions transactions,
            SeriesConfig seriesConfig,
            CollectConfig config,
            MeterRegistry registry) {
        this.sources = sources;
        this.series = series;
        this.thresholds = thresholds;
        this.transactions = transactions;
        this.pending = new PendingRounds((int) config.buffer().dividedBy(seriesConfig.interval()));
        registry.gauge("kyozo.metrics.rounds.pending", pending, PendingRounds::size);
        registry.more().counter("kyozo.metrics.rounds.lost", List.of(), pending, PendingRounds::lost);
    }

    /** Puts a round to those that are to be written. */
    public void add(List<Sample> round) {
        pending.add(round);
    }

    /** Writes all that wait, oldest first; fails with the first that can't be, which then goes on waiting. */
    public Uni<Void> flush() {
        List<Sample> round = pending.next();
        return round == null
                ? Uni.createFrom().voidItem()
                : keep(round).invoke(() -> pending.done(round)).chain(this::flush);
    }

    private Uni<Void> keep(List<Sample> round) {
        List<Source> all = round.stream().map(KeepRounds::source).toList();
        return sources.ids(all)
                .map(ids -> round.stream().map(sample -> row(ids, sample)).toList())
                .chain(rows -> transactions.inTransaction(
                        tx -> series.append(tx, rows).chain(() -> thresholds.check(tx, round, "metrics"))))
                .invoke(() -> LOG.tracef("kept %d samples", round.size()));
    }

    private static SampleRow row(Map<Source, Long> ids, Sample sample) {
        long id = Objects.requireNonNull(ids.get(source(sample)));
        return new SampleRow(id, sample.at().toEpochMilli(), sample.values());
    }

    private static Source source(Sample sample) {
        return Source.usage(sample.instanceId(), sample.serviceId());
    }
}
