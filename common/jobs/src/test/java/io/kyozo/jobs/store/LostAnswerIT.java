package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The connection breaks between the commit of jobs that are put in and its answer. */
class LostAnswerIT extends OwnJobs {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final NewJob job = job(3);

    /** The answer to an insert is lost, after {@code meanwhile}; all else is answered. */
    private JobStore losing(Supplier<Uni<?>> meanwhile) {
        Transactions sound = database.transactions();
        return new PgJobStore((Transactions) Proxy.newProxyInstance(
                Transactions.class.getClassLoader(),
                new Class<?>[] {Transactions.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(sound, arguments);
                    return arguments[0] instanceof String sql && sql.contains("insert into job (")
                            ? ((Uni<?>) answer)
                                    .chain(meanwhile)
                                    .chain(() -> Uni.createFrom().failure(lost()))
                            : answer;
                }));
    }

    private static IOException lost() {
        return new IOException("Connection reset by peer");
    }

    private Uni<Set<UUID>> done() {
        return store.claim(TestEngine.QUEUE, 1, LEASE, "other")
                .chain(claimed -> store.complete(claimed.stream().map(Held::of).toList()));
    }

    private long live() {
        return get(database.transactions().query("select count(*) as n from job"))
                .get(0)
                .getLong("n");
    }

    @Test
    void whoeverPutAJobInIsToldThatItIsThere() {
        JobStore losing = losing(() -> Uni.createFrom().voidItem());
        assertThat(get(losing.insertAll(List.of(job)))).containsExactly(job.id());
        assertThat(live()).isEqualTo(1);
    }

    /** Its key does not stop a second copy any more: the row is gone. */
    @Test
    void aJobThatIsDoneByThenIsNotPutInAgain() {
        assertThat(get(losing(this::done).insertAll(List.of(job)))).containsExactly(job.id());
        assertThat(live()).isZero();
    }

    @Test
    void aJobThatWasHeldFromItsInsertIsTakenOverWhenTheLeaseRunsOut() {
        JobStore losing = losing(() -> Uni.createFrom().voidItem());
        JobStore.Inserted inserted = get(losing.insertAll(List.of(job), Set.of(job.id()), LEASE, "me"));
        assertThat(inserted.ids()).containsExactly(job.id());
        assertThat(inserted.held())
                .as("not begun: its fencing token is not known")
                .isEmpty();
        leasesRunOut();
        assertThat(get(store.rescue(10))).hasSize(1);
        List<ClaimedJob> again = get(store.claim(TestEngine.QUEUE, 1, LEASE, "other"));
        assertThat(again).extracting(ClaimedJob::attempt).containsExactly(1);
    }

    @Test
    void whoeverPutAJobInThatIsNotThereSeesTheFailureAndNothingIsPutIn() {
        JobStore losing = losing(() -> database.transactions().update("delete from job"));
        assertThatThrownBy(() -> get(losing.insertAll(List.of(job))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(live()).isZero();
    }
}
