package io.kyozo.deployer.faults;

import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.Labels;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the deployer's schema says, held against what the runtime and the gateway have: the oracle of fault tests. */
public record Ledger(DeployerProcess deployer, ContainerRuntime runtime) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Counts that must be 0 when all has settled, each with what it means. */
    private static final Map<String, String> NOTHING = new TreeMap<>(Map.of(
            "deployments that are not settled", "select count(*) from deployment where settled_at is null",
            "jobs of deployments that are not over", "select count(*) from job where type like 'deployment.%'",
            "jobs that are both over and not", "select count(*) from job join job_history using (id)",
            "events that were not sent", "select count(*) from outbox where sent_at is null",
            "workspaces in which a deployment still acts",
                    "select count(*) from workspace where active_deployment is not null",
            "workspaces with two live deployments",
                    "select count(*) from (select workspace_id from deployment where state = 'LIVE'"
                            + " group by workspace_id having count(*) > 1) two",
            "audit trails with a gap, or another length than the deployment says",
                    "select count(*) from (select d.id from deployment d left join deployment_event e"
                            + " on e.deployment_id = d.id group by d.id, d.sequence"
                            + " having count(e.seq) <> d.sequence or max(e.seq) <> d.sequence or min(e.seq) <> 1) gap",
            "replicas that do not run as they should",
                    "select count(*) from instance where state not in ('RUNNING', 'PAUSED', 'REMOVED')",
            "replicas that should be gone",
                    "select count(*) from instance where state <> 'REMOVED' and retired_by is not null",
            "deployments that were asked for once and made twice",
                    "select count(*) from (select correlation_id from deployment where actor = 'tester'"
                            + " group by correlation_id having count(*) > 1) two"));

    /** What is not as it should be; empty when everything has settled and is accounted for. */
    public List<String> differences(List<String> wishes) {
        List<String> found = new ArrayList<>();
        try (Connection database = connect()) {
            for (Map.Entry<String, String> rule : NOTHING.entrySet()) {
                String count = column(database, rule.getValue()).get(0);
                if (!count.equals("0")) {
                    found.add(count + " " + rule.getKey());
                }
            }
            List<String> lost = new ArrayList<>(wishes);
            lost.removeAll(column(database, "select correlation_id from deployment where actor = 'tester'"));
            if (!lost.isEmpty()) {
                found.add("wishes that nobody has heard: " + lost);
            }
            found.addAll(objects(database));
            found.addAll(routes(database));
        } catch (SQLException | IOException | RuntimeException e) {
            found.add("not readable: " + e);
        }
        return found;
    }

    /** The first column of what the schema answers to a query. */
    public List<String> ask(String query) throws SQLException {
        try (Connection database = connect()) {
            return column(database, query);
        }
    }

    /** How many deployments ended in each state, and how many jobs were given up. */
    List<String> endings() throws SQLException {
        try (Connection database = connect()) {
            List<String> endings = column(
                    database, "select lower(state) || ' ' || count(*) from deployment group by state order by 1");
            endings.addAll(column(
                    database, "select 'dead-lettered jobs ' || count(*) from job_history where state = 'discarded'"));
            return endings;
        }
    }

    /** Whether there is a release before the one that the workspace runs. */
    boolean hasEarlierRelease(String workspace) throws SQLException {
        try (Connection database = connect()) {
            return !column(
                            database,
                            "select 1 from deployment where workspace_name = '" + workspace + "'"
                                    + " and action in ('DEPLOY', 'ROLL_BACK') and live_at is not null"
                                    + " and state <> 'ROLLED_BACK' having count(distinct revision_id) > 1")
                    .isEmpty();
        }
    }

    private List<String> objects(Connection database) throws SQLException {
        Map<String, String> ours = Map.of(Labels.MANAGED, deployer.setting("kyozo.installation"));
        List<String> found = new ArrayList<>();
        compare(
                "containers",
                column(
                        database,
                        "select container_name || ' ' || state from instance where state in ('RUNNING', 'PAUSED')"),
                runtime.list(ours).await().atMost(PATIENCE).stream()
                        .map((ContainerInfo one) -> one.name() + " " + one.state())
                        .toList(),
                found);
        // Where the runtime has no networks, they are recorded all the same: only what is there must be known.
        isKnown(
                "networks",
                database,
                "NETWORK",
                runtime.listNetworks(ours).await().atMost(PATIENCE),
                found);
        isKnown("volumes", database, "VOLUME", runtime.listVolumes(ours).await().atMost(PATIENCE), found);
        List<String> images = runtime.listImages(ours).await().atMost(PATIENCE).stream()
                .map(ImageInfo::name)
                .toList();
        isKnown("images", database, "IMAGE", images, found);
        return found;
    }

    private List<String> routes(Connection database) throws SQLException, IOException {
        List<String> found = new ArrayList<>();
        for (String host : column(database, "select host from service where host is not null")) {
            compare(
                    "route " + host,
                    column(
                            database,
                            "select i.id from instance i join service s on s.id = i.service_id"
                                    + " where i.serving and i.state = 'RUNNING' and s.host = '" + host + "'"),
                    FakeGateway.targets(host),
                    found);
        }
        return found;
    }

    /** One that is recorded and not there is made when it is wanted. */
    private static void isKnown(
            String kind, Connection database, String recordedAs, List<String> there, List<String> into)
            throws SQLException {
        List<String> unknown = new ArrayList<>(there);
        unknown.removeAll(column(database, "select name from runtime_object where kind = '" + recordedAs + "'"));
        if (!unknown.isEmpty()) {
            into.add(kind + " that nobody recorded: " + unknown);
        }
    }

    private static void compare(String kind, List<String> recorded, List<String> there, List<String> into) {
        if (!new TreeSet<>(recorded).equals(new TreeSet<>(there))) {
            into.add(kind + ": recorded " + recorded + ", there " + there);
        }
    }

    private static List<String> column(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", deployer.setting("quarkus.datasource.username"));
        login.setProperty("password", deployer.setting("quarkus.datasource.password"));
        String url = deployer.setting("quarkus.datasource.jdbc.url");
        return Objects.requireNonNull(new org.postgresql.Driver().connect(url, login), url);
    }
}
