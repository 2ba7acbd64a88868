package io.kyozo.jobs.store;

/** The statements on workflows. */
final class WorkflowSql {
    static final String INSERT = """
            insert into job_workflow (id, name, parent_job, team_id, correlation_id) values ($1, $2, $3, $4, $5)""";

    static final String INSERT_STEPS = """
            insert into job_workflow_step (workflow_id, name, place, type, args, priority, run_at, unique_key, always,
                                           concurrency_key)
            select $1, n.name, n.place, n.type, cast(n.args as jsonb), n.priority, n.run_at, n.unique_key, n.always,
                   n.concurrency_key
            from unnest(cast($2 as text[]), cast($3 as text[]), cast($4 as text[]), cast($5 as smallint[]),
                        cast($6 as timestamptz[]), cast($7 as text[]), cast($8 as boolean[]),
                        cast($9 as text[])) with ordinality
                 as n (name, type, args, priority, run_at, unique_key, always, concurrency_key, place)""";

    static final String INSERT_EDGES = """
            insert into job_workflow_edge (workflow_id, step, after_step)
            select $1, n.step, n.after_step
            from unnest(cast($2 as text[]), cast($3 as text[])) as n (step, after_step)""";

    /** What is not live any more has ended. Of completed jobs not every one leaves a record. */
    static final String LOCK_MOVABLE = """
            select w.id from job_workflow w
            where w.state = 'running'
              and (exists (select 1 from job_workflow_step s
                           where s.workflow_id = w.id and s.state = 'running'
                             and not exists (select 1 from job j where j.id = s.job_id))
                   or not exists (select 1 from job_workflow_step s where s.workflow_id = w.id and s.state = 'running'))
            order by w.id limit $1 for update skip locked""";

    static final String SETTLE = """
            update job_workflow_step s
            set state = coalesce((select case h.state when 'discarded' then 'failed' else h.state end
                                  from job_history h where h.id = s.job_id), 'completed')
            where s.workflow_id = any($1) and s.state = 'running'
              and not exists (select 1 from job j where j.id = s.job_id)""";

    static final String CANCEL_HOPELESS = """
            with recursive hopeless as (
                select s.workflow_id, s.name
                from job_workflow_step s
                where s.workflow_id = any($1) and s.state in ('failed', 'cancelled')
                union
                select s.workflow_id, s.name
                from hopeless h
                join job_workflow_edge e on e.workflow_id = h.workflow_id and e.after_step = h.name
                join job_workflow_step s on s.workflow_id = e.workflow_id and s.name = e.step
                where s.state = 'waiting' and not s.always)
            update job_workflow_step s set state = 'cancelled'
            from hopeless h
            where s.workflow_id = h.workflow_id and s.name = h.name and s.state = 'waiting'""";

    static final String READY = """
            select s.workflow_id, s.name, s.type, cast(s.args as text) as args, s.priority, s.run_at, s.unique_key,
                   s.concurrency_key, w.team_id, w.correlation_id
            from job_workflow_step s join job_workflow w on w.id = s.workflow_id
            where s.workflow_id = any($1) and s.state = 'waiting'
              and not exists (select 1 from job_workflow_edge e
                              join job_workflow_step b on b.workflow_id = e.workflow_id and b.name = e.after_step
                              where e.workflow_id = s.workflow_id and e.step = s.name
                                and b.state in ('waiting', 'running'))
            order by s.workflow_id, s.place""";

    static final String STARTED =
            "update job_workflow_step set state = 'running', job_id = $3 where workflow_id = $1 and name = $2";

    static final String UNSTARTABLE =
            "update job_workflow_step set state = 'failed' where workflow_id = $1 and name = $2";

    static final String FINISH = """
            update job_workflow w
            set finished_at = clock_timestamp(),
                state = case when w.cancel_reason is not null then 'cancelled'
                             when exists (select 1 from job_workflow_step s where s.workflow_id = w.id
                                          and s.state in ('failed', 'cancelled')) then 'failed'
                             else 'completed' end
            where w.id = any($1) and w.state = 'running'
              and not exists (select 1 from job_workflow_step s
                              where s.workflow_id = w.id and s.state in ('waiting', 'running'))""";

    static final String CALL_OFF = "update job_workflow set cancel_reason = $2 where id = $1 and state = 'running'";

    static final String CANCEL_WAITING =
            "update job_workflow_step set state = 'cancelled' where workflow_id = $1 and state = 'waiting'";

    static final String CALLED_OFF = """
            select s.job_id, w.cancel_reason
            from job_workflow w join job_workflow_step s on s.workflow_id = w.id and s.state = 'running'
            join job j on j.id = s.job_id and j.cancel_reason is null
            where w.state = 'running' and w.cancel_reason is not null limit $1""";

    static final String CHILDREN = "select id from job_workflow where parent_job = $1 and state = 'running'";

    static final String ANY_RUNNING = "select exists (select 1 from job_workflow where state = 'running') as running";

    static final String LIST = """
            select w.id, w.name, w.state, w.parent_job, w.cancel_reason, w.created_at, w.finished_at,
                   cast(count(*) as integer) as steps,
                   cast(count(*) filter (where s.state not in ('waiting', 'running')) as integer) as ended,
                   cast(count(*) filter (where s.state = 'failed') as integer) as failed
            from (select * from job_workflow
                  where (cast($3 as boolean) or team_id = $1 or (cast($2 as boolean) and team_id is null))
                    and (cast($4 as uuid) is null or id = $4) and (cast($5 as uuid) is null or id < $5)
                  order by id desc limit $6) w
            join job_workflow_step s on s.workflow_id = w.id
            group by w.id, w.name, w.state, w.parent_job, w.cancel_reason, w.created_at, w.finished_at
            order by w.id desc""";

    static final String STEPS = """
            select s.name, s.type, s.state, s.job_id, s.always,
                   array(select e.after_step from job_workflow_edge e
                         where e.workflow_id = s.workflow_id and e.step = s.name order by e.after_step) as after
            from job_workflow_step s where s.workflow_id = $1 order by s.place""";

    static final String PRUNE = """
            delete from job_workflow
            where state <> 'running' and finished_at < clock_timestamp() - $1 * interval '1 millisecond'""";

    private WorkflowSql() {}
}
