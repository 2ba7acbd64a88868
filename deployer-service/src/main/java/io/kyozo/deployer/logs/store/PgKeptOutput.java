package io.kyozo.deployer.logs.store;

import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.deployer.logs.app.KeptOutput;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Output of removed replicas in PostgreSQL: pieces of some thousand lines, packed. */
@ApplicationScoped
class PgKeptOutput implements KeptOutput {
    /** So many pieces are read at once; a search that has found enough reads no more. */
    private static final int BATCH = 4;

    private static final String KEEP = """
            insert into kept_output (instance_id, n, team_id, workspace_id, service, first_at, last_at, lines, packed, container)
            select $1, $2, w.team_id, w.id, $4, $5, $6, $7, $8, $9 from workspace w where w.id = $3
            on conflict (instance_id, container, n) do update
            set first_at = excluded.first_at, last_at = excluded.last_at, lines = excluded.lines, packed = excluded.packed
            where kept_output.n = -1 and kept_output.last_at < excluded.last_at""";
    private static final String RELEASE =
            "update kept_output set n = 0 where instance_id = $1 and container = $2 and n = -1";
    private static final String DROP_COLLECTED =
            "delete from kept_output where instance_id = $1 and container = $2 and n = -1";
    private static final String FIND = """
            select instance_id, service, packed from kept_output
            where team_id = $1 and workspace_id = $2 and n >= 0 and ($3::text is null or service = $3)
              and ($4::timestamptz is null or last_at >= $4) and ($5::timestamptz is null or first_at < $5)
            order by last_at desc, instance_id, container, n desc limit $6 offset $7""";
    private static final String PRUNE = """
            with ranked as (
                select instance_id, container, n, last_at,
                    sum(octet_length(packed)) over (
                        partition by workspace_id, service order by last_at desc, instance_id, container, n desc) as up_to
                from kept_output
            ), gone as (
                delete from kept_output k using ranked r
                where k.instance_id = r.instance_id and k.container = r.container and k.n = r.n
                  and (r.up_to > $2 or r.last_at < now() - make_interval(secs => $1))
                returning octet_length(k.packed) as size
            )
            select coalesce(sum(size), 0)::bigint as bytes from gone""";

    private final Transactions transactions;

    PgKeptOutput(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> keep(Piece piece) {
        List<LogEntry> lines = piece.lines();
        LogEntry first = lines.get(0);
        return transactions
                .update(
                        KEEP,
                        piece.instance(),
                        piece.n(),
                        piece.workspaceId(),
                        first.service(),
                        time(earliest(lines)),
                        time(latest(lines)),
                        lines.size(),
                        Buffer.buffer(PackedLines.pack(lines)).getDelegate(),
                        piece.container())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> release(UUID instance, String container) {
        return transactions.update(RELEASE, instance, container).replaceWithVoid();
    }

    @Override
    public Uni<Void> dropCollected(UUID instance, String container) {
        return transactions.update(DROP_COLLECTED, instance, container).replaceWithVoid();
    }

    @Override
    public Uni<List<LogEntry>> find(LogQuery query) {
        return more(query, 0, List.of());
    }

    @Override
    public Uni<Long> prune(Duration age, long bytes) {
        return transactions
                .query(PRUNE, (double) age.toSeconds(), bytes)
                .map(rows -> rows.get(0).getLong("bytes"));
    }

    /** From the newest piece to older ones until there are enough. */
    private Uni<List<LogEntry>> more(LogQuery query, int read, List<LogEntry> found) {
        return transactions
                .query(
                        FIND,
                        query.teamId(),
                        query.workspaceId(),
                        query.service(),
                        time(query.from()),
                        time(query.to()),
                        BATCH,
                        read)
                .chain(rows -> {
                    List<LogEntry> all = merged(query, rows, found);
                    boolean enough = rows.size() < BATCH || all.size() >= query.limit();
                    return enough ? Uni.createFrom().item(newest(query, all)) : more(query, read + BATCH, all);
                });
    }

    private static List<LogEntry> merged(LogQuery query, List<Row> rows, List<LogEntry> found) {
        List<LogEntry> all = new ArrayList<>(found);
        for (Row row : rows) {
            PackedLines.unpack(row.getBuffer("packed").getBytes(), row.getString("service"), row.getUUID("instance_id"))
                    .stream()
                    .filter(query::matches)
                    .forEach(all::add);
        }
        return all;
    }

    private static List<LogEntry> newest(LogQuery query, List<LogEntry> all) {
        List<LogEntry> sorted =
                all.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
        return sorted.subList(Math.max(0, sorted.size() - query.limit()), sorted.size());
    }

    private static Instant earliest(List<LogEntry> lines) {
        return lines.stream().map(LogEntry::at).min(Instant::compareTo).orElseThrow();
    }

    private static Instant latest(List<LogEntry> lines) {
        return lines.stream().map(LogEntry::at).max(Instant::compareTo).orElseThrow();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
