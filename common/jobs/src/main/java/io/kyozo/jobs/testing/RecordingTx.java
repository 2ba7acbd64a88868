package io.kyozo.jobs.testing;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction without a database: keeps the statements; each update changes one row, each query finds none. */
public final class RecordingTx implements Tx {
    private final List<Statement> statements = new ArrayList<>();

    /** What was run, in order. */
    public List<Statement> statements() {
        return List.copyOf(statements);
    }

    @Override
    public Uni<Integer> update(String sql, @Nullable Object... parameters) {
        return Uni.createFrom().item(() -> {
            statements.add(new Statement(sql, Arrays.asList(parameters)));
            return 1;
        });
    }

    @Override
    public Uni<List<Row>> query(String sql, @Nullable Object... parameters) {
        return update(sql, parameters).map(changed -> List.of());
    }

    /** A statement and its parameters. */
    public record Statement(String sql, List<@Nullable Object> parameters) {}
}
