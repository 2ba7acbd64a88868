package io.kyozo.deployer.logs.store;

import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.deployer.logs.DeploymentLine;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
            from line, last""";
    private static final String AFTER = "select n, at, service, phase, level, text from deployment_log"
            + " where deployment_id = $1 and n > $2 order by n limit $3";

    private final Transactions transactions;
    private final JsonText json;

    PgDeploymentLogStore(Transactions transactions, JsonText json) {
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public Uni<Void> append(UUID deploymentId, List<DeploymentLine> lines) {
        List<Map<String, String>> batch =
                lines.stream().map(PgDeploymentLogStore::columns).toList();
        return transactions.update(APPEND, deploymentId, json.write(batch)).replaceWithVoid();
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
