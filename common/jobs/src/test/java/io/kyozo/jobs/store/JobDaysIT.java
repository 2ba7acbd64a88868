package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobDaysIT {
    private static final String FINISHED = """
            insert into job_history (id, queue, type, state, priority, args, attempt, max_attempts, fencing_token,
                                     correlation_id, errors, progress, progress_message, created_at, finished_at)
            values ($1, 'q', 't.t', 'completed', 2, '{}', 1, 3, 1, 'c', '[]', 100, '', now(),
                    now() - $2 * interval '1 day')""";

    private static JobDatabase database;

    @BeforeAll
    static void open() {
        database = new JobDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static List<String> days() {
        return get(database.transactions().query("""
                        select inhrelid::regclass::text as name from pg_inherits
                        where inhparent = 'job_history'::regclass order by 1""")).stream()
                .map(row -> row.getString("name"))
                .toList();
    }

    private static String partitionOf(UUID id) {
        return get(database.transactions()
                        .query("select tableoid::regclass::text as name from job_history where id = $1", id))
                .get(0)
                .getString("name");
    }

    @Test
    void finishedJobsGoToTheirDayAndOldDaysAreDroppedWhole() {
        get(database.transactions().update("""
                create table job_history_20200101 partition of job_history
                for values from ('2020-01-01 00:00+00') to ('2020-01-02 00:00+00')"""));
        UUID today = UUID.randomUUID();
        UUID longAgo = UUID.randomUUID();
        get(database.transactions().update(FINISHED, today, 0));
        get(database.transactions().update(FINISHED, longAgo, 40));
        assertThat(partitionOf(today)).matches("job_history_\\d{8}");
        assertThat(partitionOf(longAgo)).isEqualTo("job_history_rest");
        assertThat(days()).hasSize(6);

        PgJobHistory history = new PgJobHistory(database.transactions());
        assertThat(get(history.turnDays(Duration.ofDays(30)))).isEqualTo(1);
        assertThat(get(history.turnDays(Duration.ofDays(30)))).isZero();
        assertThat(days()).hasSize(5).doesNotContain("job_history_20200101");
    }
}
