package io.kyozo.deployer.deployment.store;

/** The statements on deployments. What a worker writes names its fence, or -1 where nobody works on the deployment. */
final class DeploymentSql {
    private static final String SELECT = "select " + DeploymentRows.COLUMNS + " from deployment ";

    static final String BY_ID = SELECT + "where id = $1";
    static final String PAGE = SELECT
            + "where team_id = $1 and ($2::uuid is null or workspace_id = $2) and ($3::uuid is null or revision_id = $3)"
            + " and ($4::uuid is null or id < $4) order by id desc limit $5";
    static final String UNSETTLED = SELECT + "where workspace_id = $1 and settled_at is null order by id";
    static final String ACTING =
            SELECT + "where settled_at is null" + " and id in (select active_deployment from workspace) order by id";
    static final String LIVE_IN =
            SELECT + "where id = (select live_deployment from workspace where id = $1) and state = 'LIVE'";
    // What was rolled back may have been restarted or scaled before: then it is that deployment that says so.
    private static final String RELEASES = """
            where workspace_id = $1 and action in ('DEPLOY', 'ROLL_BACK') and live_at is not null
                and not exists (select 1 from deployment gone
                    where gone.workspace_id = $1 and gone.state = 'ROLLED_BACK' and gone.live_at >= deployment.live_at
                        and gone.revision_id is not distinct from deployment.revision_id)
            """;
    static final String CURRENT_RELEASE = SELECT + RELEASES + "order by live_at desc limit 1";
    static final String EARLIER_RELEASE = SELECT + RELEASES
            + "and revision_id is distinct from (select revision_id from deployment " + RELEASES
            + "order by live_at desc limit 1) order by live_at desc limit 1";
    static final String OF_REVISION = SELECT
            + "where workspace_id = $1 and revision_id = $2 and topology_hash is not null order by id desc limit 1";
    static final String EVENTS =
            "select seq, type, state_from, state_to, step, message, error, actor, duration_millis, at"
                    + " from deployment_event where deployment_id = $1 and seq > $2 order by seq limit $3";

    static final String INSERT = """
            insert into deployment
                (id, team_id, workspace_id, workspace_name, action, revision_id, tree_hash, topology_hash, services,
                 replicas, actor, reason, correlation_id, message, strategy, sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, cast(cast($9 as text) as jsonb), $10, $11, $12, $13, $14, $15, 1)""";
    static final String FIRST_ENTRY = """
            insert into deployment_event
                (deployment_id, seq, type, state_to, step, message, actor, duration_millis)
            values ($1, 1, 'requested', 'REQUESTED', 'VALIDATE', $2, $3, 0)""";
    static final String TAKE_OVER =
            "update deployment set fence = fence + 1" + " where id = $1 and settled_at is null returning fence";
    /** The number comes from the locked row, in the transaction of the change: there is no gap. */
    static final String MOVE = """
            with before as (
                select id, last_event_at from deployment where id = $1 for update
            ), moved as (
                update deployment d
                set state = $4, step = $5, progress = $6, message = $7, failure = case when $3 = 'LIVE' and $4 = 'LIVE' then d.failure else coalesce($8, d.failure) end,
                    undo_to = coalesce($9, d.undo_to), sequence = d.sequence + 1, last_event_at = clock_timestamp(),
                    live_at = case when $4 = 'LIVE' then coalesce(d.live_at, now()) else d.live_at end,
                    settled_at = case when $12 then coalesce(d.settled_at, now()) end
                from before
                where d.id = before.id and d.state = $3 and ($2::bigint = -1 or d.fence = $2)
                returning d.id, d.sequence, before.last_event_at
            )
            insert into deployment_event
                (deployment_id, seq, type, state_from, state_to, step, message, error, actor, duration_millis)
            select id, sequence, $10, $3, $4, $5, $7, $8, $11,
                greatest(0, cast(extract(epoch from clock_timestamp() - last_event_at) * 1000 as bigint))
            from moved""";

    /** As MOVE, without a move. */
    static final String NOTE = """
            with before as (
                select id, last_event_at from deployment where id = $1 for update
            ), noted as (
                update deployment d
                set sequence = d.sequence + 1, last_event_at = clock_timestamp()
                from before
                where d.id = before.id
                returning d.id, d.sequence, d.state, d.step, before.last_event_at
            )
            insert into deployment_event
                (deployment_id, seq, type, state_from, state_to, step, message, actor, duration_millis)
            select id, sequence, $2, state, state, step, $3, $4,
                greatest(0, cast(extract(epoch from clock_timestamp() - last_event_at) * 1000 as bigint))
            from noted""";

    static final String PLAN =
            "update deployment set plan = cast(cast($3 as text) as jsonb) where id = $1 and fence = $2";
    static final String PREPARED = "update deployment set prepared = true where id = $1 and fence = $2";
    static final String HOLD = "select id from deployment where id = $1 and fence = $2 for update";
    /** What comes late must not be put in the place of what is newer. */
    static final String PROGRESS = "update deployment set progress = $3, message = $4"
            + " where id = $1 and fence = $2 and settled_at is null and progress <= $3";

    static final String CANCEL_REQUESTED_BY = "select cancel_requested_by from deployment where id = $1";
    static final String REQUEST_CANCEL = "update deployment set cancel_requested_by = $2 where id = $1";

    private DeploymentSql() {}
}
