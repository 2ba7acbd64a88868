package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.app.ChunkStore;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.ChunkKey;
import io.kyozo.metrics.series.chunk.DamagedChunkException;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Chunks in plain SQL, many a statement. */
@ApplicationScoped
class PgChunkStore implements ChunkStore {
    private static final Logger LOG = Logger.getLogger(PgChunkStore.class);

    private static final String TAKE = """
            delete from sample where at < $1 and source_id in (
              select distinct source_id from sample where at < $1 order by source_id limit $2)
            returning source_id, (extract(epoch from at) * 1000)::int8 as millis, vals
            """;

    private static final String FIND = """
            select c.source_id, c.start_at, c.data from %s c
            join unnest($1::int8[], $2::timestamptz[]) as k (source_id, start_at)
              on c.source_id = k.source_id and c.start_at = k.start_at
            """;

    private static final String PUT = """
            insert into %s (source_id, start_at, data) select * from unnest($1::int8[], $2::timestamptz[], $3::bytea[])
            on conflict (source_id, start_at) do update set data = excluded.data
            """;

    @Override
    public Uni<List<SampleRow>> take(Tx tx, Instant before, int sources) {
        return tx.query(TAKE, before, sources)
                .map(rows -> rows.stream().map(PgChunkStore::sample).toList());
    }

    private static SampleRow sample(Row row) {
        @Nullable Double[] given = row.getArrayOfDoubles("vals");
        double[] values = new double[given.length];
        for (int i = 0; i < values.length; i++) {
            Double value = given[i];
            values[i] = value == null ? Double.NaN : value;
        }
        return new SampleRow(row.getLong("source_id"), row.getLong("millis"), values);
    }

    @Override
    public Uni<Map<ChunkKey, Chunk>> find(Tx tx, Collection<ChunkKey> keys) {
        Map<ChunkKey, Chunk> found = new HashMap<>();
        return Multi.createFrom()
                .items(Tier.values())
                .onItem()
                .transformToUniAndConcatenate(tier -> find(tx, tier, of(tier, keys), found))
                .collect()
                .last()
                .replaceWith(found);
    }

    private static Uni<Void> find(Tx tx, Tier tier, List<ChunkKey> keys, Map<ChunkKey, Chunk> found) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.query(FIND.formatted(tier.table()), ids(keys), starts(keys))
                        .invoke(rows -> rows.forEach(row -> add(tier, row, found)))
                        .replaceWithVoid();
    }

    /** What can't be read is made anew: it would stop all compaction for ever. */
    private static void add(Tier tier, Row row, Map<ChunkKey, Chunk> found) {
        Instant start = row.getOffsetDateTime("start_at").toInstant();
        ChunkKey key = new ChunkKey(tier, row.getLong("source_id"), start);
        try {
            found.put(key, Chunk.of(row.getBuffer("data").getBytes()));
        } catch (DamagedChunkException e) {
            LOG.errorf("%s is replaced: %s", key, e.getMessage());
        }
    }

    @Override
    public Uni<Void> put(Tx tx, Map<ChunkKey, Chunk> chunks) {
        return Multi.createFrom()
                .items(Tier.values())
                .onItem()
                .transformToUniAndConcatenate(tier -> put(tx, tier, of(tier, chunks.keySet()), chunks))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> put(Tx tx, Tier tier, List<ChunkKey> keys, Map<ChunkKey, Chunk> chunks) {
        Buffer[] data = keys.stream()
                .map(key ->
                        Buffer.buffer(Objects.requireNonNull(chunks.get(key)).toBytes()))
                .toArray(Buffer[]::new);
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.update(PUT.formatted(tier.table()), ids(keys), starts(keys), data)
                        .replaceWithVoid();
    }

    private static List<ChunkKey> of(Tier tier, Collection<ChunkKey> keys) {
        return keys.stream().filter(key -> key.tier() == tier).toList();
    }

    private static Object ids(List<ChunkKey> keys) {
        return keys.stream().map(ChunkKey::sourceId).toArray(Long[]::new);
    }

    private static Object starts(List<ChunkKey> keys) {
        return keys.stream().map(key -> key.start().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
