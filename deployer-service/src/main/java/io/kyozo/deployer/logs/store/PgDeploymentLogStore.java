package io.kyozo.deployer.logs.store;

import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.deployer.logs.DeploymentLine;
import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogLevel;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.deployer.logs.app.LogsConfig;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Log lines in PostgreSQL. A batch is one statement, which takes its numbers from the deployment's locked row. */
@ApplicationScoped
class PgDeploymentLogStore implements DeploymentLogStore {
    private static final String APPEND = """
            with line as (
                select * from jsonb_array_elements(cast(cast($2 as text) as jsonb)) with ordinality as t(data, i)
            ), last as (
                update deployment set log_lines = log_lines + (select count(*) from line) where id = $1
                returning log_lines
            )
            insert into deployment_log (deployment_id, n, at, service, phase, level, text)
            select $1, last.log_lines - (select count(*) from line) + line.i,
                cast(line.data ->> 'at' as timestamptz), line.data ->> 'service', line.data ->> 'phase',
                line.data ->> 'level', line.data ->> 'text'
            from line, last
            where last.log_lines - (select count(*) from line) + line.i <= $3""";
    private static final String AFTER = "select n, at, service, phase, level, text from deployment_log"
            + " where deployment_id = $1 and n > $2 order by n limit $3";

    private static final String FIND = """
            select l.deployment_id, l.n, l.at, l.service, l.phase, l.level, l.text
            from deployment_log l join deployment d on d.id = l.deployment_id
            where d.team_id = $1 and d.workspace_id = $2 and ($3::text is null or l.service = $3)
              and ($4::text is null or l.phase = $4) and ($5::timestamptz is null or l.at >= $5)
              and ($6::timestamptz is null or l.at < $6) and ($7 = '' or position($7 in lower(l.text)) > 0)
              and l.level in (select jsonb_array_elements_text(cast(cast($8 as text) as jsonb)))
            order by l.at desc, l.deployment_id desc, l.n desc limit $9""";
    private static final String COUNTS = "select id, log_lines from deployment"
            + " where team_id = $1 and workspace_id = $2 order by id desc limit 20";
    private static final String PRUNE = "delete from deployment_log where at < now() - make_interval(secs => $1)";

    private final Transactions transactions;
    private final JsonText json;
    private final LogsConfig config;

    PgDeploymentLogStore(Transactions transactions, JsonText json, LogsConfig config) {
        this.transactions = transactions;
        this.json = json;
        this.config = config;
    }

    @Override
    public Uni<Void> append(UUID deploymentId, List<DeploymentLine> lines) {
        List<Map<String, String>> batch =
                lines.stream().map(PgDeploymentLogStore::columns).toList();
        return transactions
                .update(APPEND, deploymentId, json.write(batch), (long) config.linesPerDeployment())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<LogEntry>> find(LogQuery query) {
        List<String> levels = Arrays.stream(LogLevel.values())
                .filter(level -> level.atLeast(query.level()))
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .toList();
        return transactions
                .query(
                        FIND,
                        query.teamId(),
                        query.workspaceId(),
                        query.service(),
                        query.event(),
                        time(query.from()),
                        time(query.to()),
                        query.text(),
                        json.write(levels),
                        query.limit())
                .map(rows -> rows.stream()
                        .map(row -> LogEntry.said(row.getUUID("deployment_id"), line(row)))
                        .sorted(Comparator.comparing(LogEntry::at))
                        .toList());
    }

    @Override
    public Uni<Map<UUID, Long>> counts(UUID teamId, UUID workspaceId) {
        return transactions
                .query(COUNTS, teamId, workspaceId)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getLong("log_lines"))));
    }

    @Override
    public Uni<Integer> prune(Duration age) {
        return transactions.update(PRUNE, (double) age.toSeconds());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Uni<List<DeploymentLine>> after(UUID deploymentId, long after, int size) {
        return transactions
                .query(AFTER, deploymentId, after, size)
                .map(rows -> rows.stream().map(PgDeploymentLogStore::line).toList());
    }

    // PostgreSQL keeps no NUL in a text.
    private static Map<String, String> columns(DeploymentLine line) {
        return Map.of(
                "at", line.at().toString(),
                "service", line.service(),
                "phase", line.phase(),
                "level", line.level(),
                "text", line.text().replace("\0", ""));
    }

    private static DeploymentLine line(Row row) {
        return new DeploymentLine(
                row.getLong("n"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("service"),
                row.getString("phase"),
                row.getString("level"),
                row.getString("text"));
    }
}
