package io.kyozo.deployer.variable.store;

import io.kyozo.contracts.Uuid7;
import io.kyozo.deployer.variable.Variable;
import io.kyozo.deployer.variable.app.VariableStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Variables in PostgreSQL. */
@ApplicationScoped
class PgVariableStore implements VariableStore {
    private static final String COLUMNS = "id, workspace_id, service, name, in_file, version, set_by, updated_at";
    private static final String SET = "insert into variable (id, team_id, workspace_id, service, name, in_file, set_by)"
            + " values ($1, $2, $3, $4, $5, $6, $7) on conflict (workspace_id, service, name) do update"
            + " set version = variable.version + 1, set_by = excluded.set_by, in_file = excluded.in_file, updated_at = now() returning "
            + COLUMNS;
    private static final String OF_WORKSPACE =
            "select " + COLUMNS + " from variable where workspace_id = $1 order by service, name";
    private static final String PAGE = "select " + COLUMNS + " from variable where team_id = $1"
            + " and ($2::uuid is null or workspace_id = $2) and ($3::uuid is null or id < $3) order by id desc limit $4";
    private static final String REMOVE = "delete from variable where team_id = $1 and id = $2 returning " + COLUMNS;

    private final Transactions transactions;

    PgVariableStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Variable> set(Tx tx, Key key, String setBy) {
        return tx.query(
                        SET,
                        Uuid7.next(),
                        key.teamId(),
                        key.workspaceId(),
                        key.service(),
                        key.name(),
                        key.inFile(),
                        setBy)
                .map(rows -> variable(rows.get(0)));
    }

    @Override
    public Uni<List<Variable>> ofWorkspace(UUID workspaceId) {
        return transactions.query(OF_WORKSPACE, workspaceId).map(PgVariableStore::variables);
    }

    @Override
    public Uni<List<Variable>> page(UUID teamId, @Nullable UUID workspaceId, int size, @Nullable UUID after) {
        return transactions.query(PAGE, teamId, workspaceId, after, size).map(PgVariableStore::variables);
    }

    @Override
    public Uni<Optional<Variable>> remove(UUID teamId, UUID id) {
        return transactions
                .query(REMOVE, teamId, id)
                .map(rows -> rows.stream().findFirst().map(PgVariableStore::variable));
    }

    private static List<Variable> variables(List<Row> rows) {
        return rows.stream().map(PgVariableStore::variable).toList();
    }

    private static Variable variable(Row row) {
        return new Variable(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getString("service"),
                row.getString("name"),
                row.getBoolean("in_file"),
                row.getInteger("version"),
                row.getString("set_by"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
