package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.Tier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Keeps room for what is to come, compresses what is over, and drops what is past its retention. */
@ApplicationScoped
public class TendSeries {
    /** So far ahead that a night without this work costs nothing; without room, rows go to the table's last part. */
    static final Duration AHEAD = Duration.ofHours(12);

    private static final Logger LOG = Logger.getLogger(TendSeries.class);

    private final PartitionStore partitions;
    private final CompactSamples compact;
    private final SeriesConfig config;

    public TendSeries(PartitionStore partitions, CompactSamples compact, SeriesConfig config) {
        this.partitions = partitions;
        this.compact = compact;
        this.config = config;
    }

    /** Makes room for the time around {@code now}. */
    public Uni<Void> open(Instant now) {
        Duration chunk = Tier.RAW.chunk();
        return eachTier(tier -> partitions
                        .openChunks(tier, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
                        .replaceWith(0))
                .chain(() -> partitions.openSamples(now.minus(chunk), now.plus(AHEAD)));
    }

    /** All three. */
    public Uni<Void> tend(Instant now) {
        Instant closed = now.minus(config.lateness());
        return compact.compact(closed)
                .invoke(rows -> LOG.debugf("compressed %d rows of samples", rows))
                .chain(() -> open(now))
                .chain(() -> partitions.dropEmptySamples(Tier.RAW.chunkOf(closed.toEpochMilli())))
                .chain(() -> eachTier(tier -> partitions.dropChunks(tier, now.minus(config.retention(tier)))))
                .invoke(TendSeries::say)
                .replaceWithVoid();
    }

    private static Uni<Integer> eachTier(Function<Tier, Uni<Integer>> work) {
        return Multi.createFrom()
                .items(Tier.values())
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .in(() -> new int[1], (sum, count) -> sum[0] += count)
                .map(sum -> sum[0]);
    }

    private static void say(int dropped) {
        if (dropped > 0) {
            LOG.infof("dropped %d parts of series past their retention", dropped);
        }
    }
}
