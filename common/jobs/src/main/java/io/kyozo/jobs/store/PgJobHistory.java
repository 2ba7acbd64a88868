package io.kyozo.jobs.store;

import io.kyozo.jobs.app.JobHistory;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Finished jobs in table {@code job_history}. */
public final class PgJobHistory implements JobHistory {
    // How the job of a workflow's step ended must be there until the step knows it.
    private static final String PRUNE = """
            delete from job_history h where id in (
                select id from (
                    select id, finished_at, row_number() over (partition by queue order by finished_at desc, id) as place
                    from job_history where state = $1) as ranked
                where place > $2 or finished_at < clock_timestamp() - $3 * interval '1 millisecond')
              and not exists (select 1 from job_workflow_step s where s.job_id = h.id and s.state = 'running')""";

    private final Transactions transactions;

    public PgJobHistory(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Integer> prune(JobState state, int keep, Duration age) {
        return transactions.update(PRUNE, state.label(), keep, age.toMillis());
    }

    @Override
    public Uni<Integer> turnDays(Duration age) {
        return transactions
                .query("select job_history_days($1 * interval '1 millisecond') as days", age.toMillis())
                .map(rows -> rows.get(0).getInteger("days"));
    }
}
