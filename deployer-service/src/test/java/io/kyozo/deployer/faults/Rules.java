package io.kyozo.deployer.faults;

import java.util.List;

/** What the deployer's schema must not hold once all has settled. */
final class Rules {
    /**
     * @param meaning of what is counted
     * @param count a query for how many there are, which must be none
     */
    record Rule(String meaning, String count) {}

    /** What was asked for is done once, or given up with a record of it. */
    private static final List<Rule> OF_WORK = List.of(
            new Rule("deployments that are not settled", "select count(*) from deployment where settled_at is null"),
            new Rule(
                    "jobs of deployments that are not over", "select count(*) from job where type like 'deployment.%'"),
            new Rule("jobs that are both over and not", "select count(*) from job join job_history using (id)"),
            new Rule("events that were not sent", "select count(*) from outbox where sent_at is null"),
            new Rule("deployments that were asked for once and made twice", """
                    select count(*) from (select correlation_id from deployment where actor = 'tester'
                        group by correlation_id having count(*) > 1) two"""),
            new Rule("deployments that came to the same end twice", """
                    select count(*) from (select deployment_id from deployment_event
                        where state_to in ('LIVE', 'FAILED', 'ROLLED_BACK', 'CANCELLED', 'SUPERSEDED')
                            and state_from is distinct from state_to
                        group by deployment_id, state_to having count(*) > 1) two"""));

    /** One deployment at a time acts on a service, now and whenever it was. */
    private static final List<Rule> OF_WORKSPACES = List.of(
            new Rule(
                    "workspaces in which a deployment still acts",
                    "select count(*) from workspace where active_deployment is not null"),
            new Rule("workspaces with two live deployments", """
                    select count(*) from (select workspace_id from deployment where state = 'LIVE'
                        group by workspace_id having count(*) > 1) two"""),
            new Rule("pairs of deployments that acted on a workspace at the same time", """
                    with act as (
                        select d.workspace_id, d.id,
                            min(e.at) filter (where e.state_from = 'REQUESTED'
                                and e.state_to not in ('REQUESTED', 'FAILED', 'CANCELLED')) as began,
                            min(e.at) filter (where e.state_to
                                in ('LIVE', 'FAILED', 'ROLLED_BACK', 'CANCELLED', 'SUPERSEDED')) as ended
                        from deployment d join deployment_event e on e.deployment_id = d.id
                        group by d.workspace_id, d.id)
                    select count(*) from act one join act other
                        on one.workspace_id = other.workspace_id and one.id < other.id
                            and one.began < other.ended and other.began < one.ended"""));

    /** The trail has no gap, and leads to where the deployment stands. */
    private static final List<Rule> OF_AUDIT = List.of(
            new Rule("audit trails with a gap, or another length than the deployment says", """
                    select count(*) from (select d.id from deployment d left join deployment_event e
                        on e.deployment_id = d.id group by d.id, d.sequence
                        having count(e.seq) <> d.sequence or max(e.seq) <> d.sequence or min(e.seq) <> 1) gap"""),
            new Rule("audit entries that do not go on from the one before, or end elsewhere than the deployment", """
                    select count(*) from (select deployment_id, state_from, state_to,
                            lag(state_to) over trail as before, lead(seq) over trail as next
                        from deployment_event window trail as (partition by deployment_id order by seq)) entry
                        join deployment d on d.id = entry.deployment_id
                        where entry.state_from is distinct from entry.before
                            or (entry.next is null and entry.state_to <> d.state)"""));

    private static final List<Rule> OF_REPLICAS = List.of(
            new Rule(
                    "replicas that do not run as they should",
                    "select count(*) from instance where state not in ('RUNNING', 'PAUSED', 'REMOVED')"),
            new Rule(
                    "replicas that should be gone",
                    "select count(*) from instance where state <> 'REMOVED' and retired_by is not null"),
            new Rule("services that say something else than their replicas", """
                    select count(*) from service s where s.state = 'RUNNING' and s.replicas
                            <> (select count(*) from instance i where i.service_id = s.id and i.state = 'RUNNING')
                        or exists (select 1 from instance i
                            where i.service_id = s.id and i.state not in (s.state, 'REMOVED'))"""));

    static final List<Rule> ALL = List.of(OF_WORK, OF_WORKSPACES, OF_AUDIT, OF_REPLICAS).stream()
            .flatMap(List::stream)
            .toList();

    private Rules() {}
}
