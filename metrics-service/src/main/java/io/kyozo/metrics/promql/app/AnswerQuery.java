package io.kyozo.metrics.promql.app;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.QueryException;
import io.kyozo.metrics.promql.QueryParser;
import io.kyozo.metrics.promql.Selectors;
import io.kyozo.metrics.promql.eval.Answer;
import io.kyozo.metrics.promql.eval.Evaluator;
import io.kyozo.metrics.promql.eval.Grid;
import io.kyozo.metrics.promql.eval.Stream;
import io.kyozo.metrics.series.TierPlan;
import io.kyozo.metrics.series.app.SeriesConfig;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.chunk.Chunk;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Fetches what a query is about, from the coarsest tier that is fine enough, and works it out. */
@ApplicationScoped
public class AnswerQuery {
    /** The most series that a query may look at; the error says so. */
    static final int MOST_SERIES = 5_000;

    private static final Duration LOOKBACK = Duration.ofMinutes(5);

    private final SeriesIndex index;
    private final SeriesStore store;
    private final SeriesConfig config;

    AnswerQuery(SeriesIndex index, SeriesStore store, SeriesConfig config) {
        this.index = index;
        this.store = store;
        this.config = config;
    }

    /** Fails with {@link QueryException} on a query that can't be answered. */
    public Uni<Answer> answer(UUID teamId, String query, Instant start, Duration step, int steps) {
        Instant end = start.plus(step.multipliedBy(steps - 1L));
        Expression expression = QueryParser.parse(query, start, end);
        Selectors selectors = Selectors.of(expression, start, end);
        Map<Selectors.Fetch, List<Stream>> fetched = new HashMap<>();
        Duration bucket = TierChoice.bucket(selectors, step);
        long lookback = Math.max(LOOKBACK.toMillis(), 2 * bucket.toMillis());
        Grid grid = new Grid(start.toEpochMilli(), step.toMillis(), steps, lookback);
        return Multi.createFrom()
                .iterable(selectors.needs().entrySet())
                .onItem()
                .transformToUniAndConcatenate(need -> fetch(teamId, need.getKey(), need.getValue(), grid, bucket)
                        .invoke(streams -> fetched.put(need.getKey(), streams)))
                .collect()
                .last()
                .map(done -> new Evaluator(fetch -> fetched.getOrDefault(fetch, List.of()), grid).evaluate(expression));
    }

    private Uni<List<Stream>> fetch(
            UUID teamId, Selectors.Fetch what, Selectors.Reach reach, Grid grid, Duration bucket) {
        Duration range = what.selector().range();
        Instant from = Instant.ofEpochMilli(reach.from() - (range == null ? grid.lookback() : range.toMillis()));
        Instant to = Instant.ofEpochMilli(reach.to() + 1);
        return index.find(teamId, what.selector().matchers(), MOST_SERIES)
                .invoke(AnswerQuery::requireFew)
                .chain(places -> fetch(
                        places.stream()
                                .map(place -> new Points(place, what.part()))
                                .toList(),
                        from,
                        to,
                        bucket));
    }

    private static void requireFew(List<SeriesIndex.Place> places) {
        if (places.size() > MOST_SERIES) {
            throw new QueryException("The query looks at more than " + MOST_SERIES
                    + " series. Say more of their labels, such as service=\"…\".");
        }
    }

    private Uni<List<Stream>> fetch(List<Points> points, Instant from, Instant to, Duration bucket) {
        Set<Long> sources = points.stream().map(one -> one.place().sourceId()).collect(Collectors.toSet());
        BitSet columns = new BitSet();
        points.forEach(one -> columns.set(one.place().column()));
        return Multi.createFrom()
                .iterable(TierPlan.of(bucket, from, to, Instant.now(), config::retention))
                .onItem()
                .transformToUniAndConcatenate(part -> store.read(part.tier(), sources, columns, part.from(), part.to())
                        .invoke(chunks -> add(points, part, chunks)))
                .collect()
                .last()
                .map(done -> streams(points));
    }

    private static void add(List<Points> points, TierPlan.Part part, Map<Long, Chunk> chunks) {
        points.parallelStream().forEach(one -> {
            Chunk chunk = chunks.get(one.place().sourceId());
            if (chunk != null) {
                one.add(part.tier(), chunk);
            }
        });
    }

    private static List<Stream> streams(Collection<Points> points) {
        List<Stream> streams = new ArrayList<>();
        points.stream()
                .map(Points::toStream)
                .filter(one -> one.times().length > 0)
                .forEach(streams::add);
        return streams;
    }
}
