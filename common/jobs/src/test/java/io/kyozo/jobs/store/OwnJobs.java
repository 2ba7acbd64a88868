package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.NewJob;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each test has a database of its own. */
abstract class OwnJobs {
    JobDatabase database;
    PgJobStore store;

    @BeforeEach
    void openDatabase() {
        database = new JobDatabase();
        store = new PgJobStore(database.transactions());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    /** A job that is new, with nothing special about it. */
    static NewJob job(int attempts) {
        return new NewJob(
                Uuid7.next(),
                TestEngine.QUEUE,
                TestEngine.TYPE,
                Priority.NORMAL,
                "{}",
                null,
                attempts,
                null,
                null,
                "c");
    }

    /** Puts such a job in. */
    UUID put(int attempts) {
        NewJob job = job(attempts);
        get(store.insertAll(List.of(job)));
        return job.id();
    }

    /** Whoever holds jobs is silent for longer than their leases last. */
    void leasesRunOut() {
        get(database.transactions().update("update job_claim set lease_until = now() - interval '1 second'"));
    }
}
