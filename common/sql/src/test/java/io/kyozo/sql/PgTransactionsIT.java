package io.kyozo.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "kafka", value = "false"))
class PgTransactionsIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String INSERT = "insert into thing (id, name, at) values ($1, $2, $3)";

    @Inject
    Transactions transactions;

    @Test
    void commitsAllOfATransaction() {
        Instant now = Instant.parse("2026-02-03T04:05:06.789Z");
        await(transactions.inTransaction(tx -> tx.update(INSERT, UUID.randomUUID(), "a", now)
                .chain(() -> tx.update(INSERT, UUID.randomUUID(), "b", null))));
        var rows = await(transactions.query("select name, at from thing order by name"));
        assertThat(rows).extracting(row -> row.getString("name")).containsExactly("a", "b");
        assertThat(rows.get(0).getOffsetDateTime("at").toInstant()).isEqualTo(now);
    }

    @Test
    void rollsBackAllOfATransactionThatFails() {
        assertThatThrownBy(() -> await(transactions.inTransaction(tx -> insert(tx, "a")
                        .chain(() -> Uni.createFrom().<Integer>failure(new IllegalStateException("no"))))))
                .hasMessage("no");
        assertThat(names()).isEmpty();
    }

    @Test
    void tellsWhatAStatementDiedOf() {
        await(transactions.update(INSERT, UUID.randomUUID(), "a", null));
        assertThat(faultOf(INSERT, UUID.randomUUID(), "a", null)).isEqualTo(SqlFault.UNIQUE_VIOLATION);
        assertThat(faultOf(INSERT, UUID.randomUUID(), null, null)).isEqualTo(SqlFault.CONSTRAINT_VIOLATION);
        assertThat(faultOf("select nonsense")).isEqualTo(SqlFault.OTHER);
        assertThat(faultOf("select pg_terminate_backend(pg_backend_pid())")).isEqualTo(SqlFault.CONNECTION_LOST);
    }

    @Test
    void goesOnAfterALostConnection() {
        assertThat(faultOf("select pg_terminate_backend(pg_backend_pid())")).isEqualTo(SqlFault.CONNECTION_LOST);
        // The pool may hand the broken connection out once more before it hears of the break.
        await(transactions
                .update(INSERT, UUID.randomUUID(), "a", null)
                .onFailure(failure -> SqlFault.of(failure) == SqlFault.CONNECTION_LOST)
                .retry()
                .atMost(3));
        assertThat(names()).containsExactly("a");
    }

    @Test
    void repeatsTransactionsThatDeadlock() {
        await(transactions.inTransaction(tx -> insert(tx, "a").chain(() -> insert(tx, "b"))));
        AtomicInteger attempts = new AtomicInteger();
        await(Uni.join()
                .all(crossing(attempts, "a", "b"), crossing(attempts, "b", "a"))
                .andFailFast());
        assertThat(attempts.get()).isGreaterThan(2);
        assertThat(await(transactions.query("select sum(amount) as n from thing"))
                        .get(0)
                        .getLong("n"))
                .isEqualTo(4);
    }

    @Test
    void sharesTheSessionsTransaction() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.persist(Thing.named("entity")))
                .chain(transactions::current)
                .chain(tx -> insert(tx, "statement").chain(() -> tx.update("update thing set amount = 7")))
                .invoke(changed -> assertThat(changed).isEqualTo(2))));
        assertThat(names()).containsExactly("entity", "statement");
    }

    @Test
    void rollsBackWithTheSession() {
        Throwable failure = catchThrowable(() ->
                VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> transactions
                        .current()
                        .chain(tx -> insert(tx, "statement"))
                        .chain(() -> Panache.getSession())
                        .chain(session -> session.persist(Thing.named("statement"))))));
        assertThat(SqlFault.of(failure)).isEqualTo(SqlFault.UNIQUE_VIOLATION);
        assertThat(names()).isEmpty();
    }

    private Uni<Integer> crossing(AtomicInteger attempts, String first, String second) {
        String update = "update thing set amount = amount + 1 where name = $1";
        return transactions.inTransaction(tx -> Uni.createFrom()
                .item(attempts.incrementAndGet())
                .chain(() -> tx.update(update, first))
                // Long enough for the other one to hold its row as well.
                .call(() -> tx.query("select 1 from pg_sleep(0.3)"))
                .chain(() -> tx.update(update, second)));
    }

    private Uni<Integer> insert(Tx tx, String name) {
        return tx.update(INSERT, UUID.randomUUID(), name, null);
    }

    private List<String> names() {
        return await(transactions.query("select name from thing order by name")).stream()
                .map(row -> row.getString("name"))
                .toList();
    }

    private SqlFault faultOf(String sql, Object... parameters) {
        return SqlFault.of(catchThrowable(() -> await(transactions.query(sql, parameters))));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
