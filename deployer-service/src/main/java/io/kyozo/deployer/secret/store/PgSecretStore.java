package io.kyozo.deployer.secret.store;

import io.kyozo.contracts.Uuid7;
import io.kyozo.deployer.secret.app.SecretStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Sealed secrets in PostgreSQL. */
@ApplicationScoped
class PgSecretStore implements SecretStore {
    private static final String SELECT =
            "select service, name, sealed from secret where workspace_id = $1 order by service, name";
    private static final String ALL = "select workspace_id, service, name, sealed from secret order by id";
    private static final String REPLACE =
            "update secret set sealed = $5 where workspace_id = $1 and service = $2" + " and name = $3 and sealed = $4";
    private static final String ADD =
            "insert into secret (id, workspace_id, service, name, sealed) values ($1, $2, $3, $4, $5)";
    private static final String ADD_IF_ABSENT = ADD + " on conflict (workspace_id, service, name) do nothing";
    private static final String REMOVE_ALL = "delete from secret where workspace_id = $1";

    private final Transactions transactions;

    PgSecretStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<List<Sealed>> ofWorkspace(UUID workspaceId) {
        return transactions
                .query(SELECT, workspaceId)
                .map(rows -> rows.stream().map(PgSecretStore::sealed).toList());
    }

    @Override
    public Uni<List<Owned>> all() {
        return transactions
                .query(ALL)
                .map(rows -> rows.stream()
                        .map(row -> new Owned(row.getUUID("workspace_id"), sealed(row)))
                        .toList());
    }

    @Override
    public Uni<Boolean> replace(Owned before, byte[] anew) {
        Sealed secret = before.secret();
        return transactions
                .update(
                        REPLACE,
                        before.workspaceId(),
                        secret.service(),
                        secret.name(),
                        Buffer.buffer(secret.sealed()).getDelegate(),
                        Buffer.buffer(anew).getDelegate())
                .map(count -> count > 0);
    }

    private static Sealed sealed(Row row) {
        return new Sealed(
                row.getString("service"),
                row.getString("name"),
                row.getBuffer("sealed").getBytes());
    }

    @Override
    public Uni<Void> addIfAbsent(UUID workspaceId, Sealed secret) {
        Buffer sealed = Buffer.buffer(secret.sealed());
        return transactions
                .update(ADD_IF_ABSENT, Uuid7.next(), workspaceId, secret.service(), secret.name(), sealed.getDelegate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> add(Tx tx, UUID workspaceId, Sealed secret) {
        Buffer sealed = Buffer.buffer(secret.sealed());
        return tx.update(ADD, Uuid7.next(), workspaceId, secret.service(), secret.name(), sealed.getDelegate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> removeAll(Tx tx, UUID workspaceId) {
        return tx.update(REMOVE_ALL, workspaceId).replaceWithVoid();
    }
}
