package io.kyozo.deployer.faults;

import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;

/** What the deployer's schema says, held against what the runtime and the gateway have: the oracle of fault tests. */
public record Ledger(DeployerProcess deployer, ContainerRuntime runtime) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String WHERE_REPLICAS_ARE =
            "select 1 from instance i where i.state <> 'REMOVED' and i.workspace_id = o.workspace_id";
    private static final String WITH_VOLUMES = WHERE_REPLICAS_ARE + " and jsonb_array_length(i.spec -> 'volumes') > 0";
    private static final String OF_REPLICAS = WHERE_REPLICAS_ARE + " and i.spec ->> 'image' = o.name";

    /** What is not as it should be; empty when everything has settled and is accounted for. */
    public List<String> differences(List<String> wishes) {
        List<String> found = new ArrayList<>();
        try (Connection database = connect()) {
            for (Rules.Rule rule : Rules.ALL) {
                String count = column(database, rule.count()).get(0);
                if (!count.equals("0")) {
                    found.add(count + " " + rule.meaning());
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

    /** How many deployments ended in each state, and how many jobs of each type were given up. */
    List<String> endings() throws SQLException {
        try (Connection database = connect()) {
            List<String> endings = column(
                    database, "select lower(state) || ' ' || count(*) from deployment group by state order by 1");
            endings.addAll(column(
                    database,
                    "select 'dead-lettered ' || type || ' ' || count(*) from job_history where state = 'discarded'"
                            + " group by type order by 1"));
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
        if (runtime.info().await().atMost(PATIENCE).capabilities().contains(Capability.NETWORKS)) {
            compare("NETWORK", database, WHERE_REPLICAS_ARE, runtime.listNetworks(ours), found);
        }
        compare("VOLUME", database, WITH_VOLUMES, runtime.listVolumes(ours), found);
        var images = runtime.listImages(ours)
                .map(all -> all.stream().map(ImageInfo::name).toList());
        compare("IMAGE", database, OF_REPLICAS, images, found);
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

    /** What is there is recorded, and what replicas need is there; the rest of what is recorded is made when it is wanted. */
    private static void compare(
            String kind, Connection database, String needed, Uni<List<String>> present, List<String> into)
            throws SQLException {
        List<String> there = present.await().atMost(PATIENCE);
        String recorded = "select name from runtime_object o where kind = '" + kind + "'";
        List<String> unknown = new ArrayList<>(there);
        unknown.removeAll(column(database, recorded));
        if (!unknown.isEmpty()) {
            into.add(kind + " that nobody recorded: " + unknown);
        }
        List<String> missing = column(database, recorded + " and exists (" + needed + ")");
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            into.add(kind + " that replicas need is gone: " + missing);
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
