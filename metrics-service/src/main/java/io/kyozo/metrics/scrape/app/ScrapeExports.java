package io.kyozo.metrics.scrape.app;

import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.scrape.Export;
import io.kyozo.metrics.scrape.Pages;
import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Source;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.app.SourceStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reads every replica's export once and keeps it. A replica without one is left alone for a while. */
@ApplicationScoped
public class ScrapeExports {
    private static final Logger LOG = Logger.getLogger(ScrapeExports.class);
    /** Series that come and go get new places: no more of them, over a replica's life, than this many times the limit. */
    private static final int CHURN = 4;

    private final Exports exports;
    private final ExportNames names;
    private final SourceStore sources;
    private final SeriesStore series;
    private final Transactions transactions;
    private final ScrapeConfig config;
    /** By a clock that nobody sets. */
    private final Map<UUID, Long> notBefore = new ConcurrentHashMap<>();

    ScrapeExports(
            Exports exports,
            ExportNames names,
            SourceStore sources,
            SeriesStore series,
            Transactions transactions,
            ScrapeConfig config) {
        this.exports = exports;
        this.names = names;
        this.sources = sources;
        this.series = series;
        this.transactions = transactions;
        this.config = config;
    }

    /** One round; how many exports were kept. */
    public Uni<Integer> scrape(List<Target> targets) {
        notBefore.keySet().retainAll(targets.stream().map(Target::instanceId).toList());
        return Multi.createFrom()
                .iterable(targets)
                .filter(this::isDue)
                .onItem()
                .transformToUni(this::scrape)
                .merge(config.concurrency())
                .collect()
                .asList()
                .map(List::size);
    }

    private boolean isDue(Target target) {
        Long earliest = notBefore.get(target.instanceId());
        return target.port() != null && (earliest == null || System.nanoTime() - earliest >= 0);
    }

    private Uni<Boolean> scrape(Target target) {
        Integer port = target.port();
        return exports.read(target.host(), port == null ? 0 : port)
                .chain(export -> keep(target, export))
                .onFailure()
                .invoke(failure -> leaveAlone(target, failure))
                .onFailure()
                .recoverWithNull();
    }

    private void leaveAlone(Target target, Throwable failure) {
        LOG.debugf("no export of %s: %s", target.instanceId(), failure.getMessage());
        notBefore.put(
                target.instanceId(), System.nanoTime() + config.retryAfter().toNanos());
    }

    private Uni<Boolean> keep(Target target, Export export) {
        long now = Instant.now().toEpochMilli();
        return names.places(target.instanceId(), export.values().keySet(), CHURN * config.maxSeries())
                .chain(places -> keep(target, Pages.of(export.values(), places), now));
    }

    private Uni<Boolean> keep(Target target, Map<Integer, double[]> pages, long now) {
        List<Source> all =
                pages.keySet().stream().map(page -> source(target, page)).toList();
        return sources.ids(all)
                .map(ids -> pages.entrySet().stream()
                        .map(page -> new SampleRow(
                                Objects.requireNonNull(ids.get(source(target, page.getKey()))), now, page.getValue()))
                        .toList())
                .chain(rows -> transactions.inTransaction(tx -> series.append(tx, rows)))
                .replaceWith(true);
    }

    private static Source source(Target target, int page) {
        return new Source(target.instanceId(), target.serviceId(), Source.Kind.EXPORT, page);
    }
}
