package io.kyozo.analyzer.topology.generate.manifest;

import io.kyozo.contracts.topology.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the image of a data service is run: facts of the images' own documentation.
 *
 * @param scheme of its connection string
 * @param userVar variable of the image for the user's name; empty where it has no users
 * @param passwordVar variable of the image for the password; empty where it has none
 * @param databaseVar variable of the image for the database's name; empty where it has none
 * @param path what follows the port in the connection string where there is no database name
 * @param uid the user that it runs as without first being root
 * @param ready argv that ends with 0 once it can serve; empty where none is known
 * @param env what it is told besides
 * @param command argv that replaces the image's own; empty to keep that
 * @param scratch folders that it writes to and that need not survive; its root can be read-only where this is not empty
 */
record StoreTraits(
        String scheme,
        String userVar,
        String passwordVar,
        String databaseVar,
        String path,
        int uid,
        List<String> ready,
        Map<String, String> env,
        List<String> command,
        List<String> scratch) {
    private static final String DEFAULT_NAME = "app";

    private static final StoreTraits UNKNOWN = plain("tcp", 1000);
    private static final StoreTraits MYSQL = new StoreTraits(
            "mysql",
            "MYSQL_USER",
            "MYSQL_PASSWORD",
            "MYSQL_DATABASE",
            "",
            999,
            List.of("sh", "-c", "mysqladmin ping -h 127.0.0.1 -u \"$MYSQL_USER\" -p\"$MYSQL_PASSWORD\" --silent"),
            Map.of("MYSQL_RANDOM_ROOT_PASSWORD", "yes"),
            List.of(),
            List.of());

    private static final Map<String, StoreTraits> BY_STACK = Map.ofEntries(
            Map.entry(
                    "postgres",
                    new StoreTraits(
                            "postgresql",
                            "POSTGRES_USER",
                            "POSTGRES_PASSWORD",
                            "POSTGRES_DB",
                            "",
                            999,
                            List.of("sh", "-c", "pg_isready -h 127.0.0.1 -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\""),
                            // A new volume is not always empty, and initdb wants an empty folder.
                            Map.of("PGDATA", "/var/lib/postgresql/data/pgdata"),
                            List.of(),
                            List.of("/tmp", "/var/run/postgresql"))),
            Map.entry("mysql", MYSQL),
            Map.entry(
                    "mariadb",
                    new StoreTraits(
                            "mysql",
                            "MARIADB_USER",
                            "MARIADB_PASSWORD",
                            "MARIADB_DATABASE",
                            "",
                            999,
                            List.of("healthcheck.sh", "--connect", "--innodb_initialized"),
                            Map.of("MARIADB_RANDOM_ROOT_PASSWORD", "yes"),
                            List.of(),
                            List.of())),
            Map.entry(
                    "mongodb",
                    new StoreTraits(
                            "mongodb",
                            "MONGO_INITDB_ROOT_USERNAME",
                            "MONGO_INITDB_ROOT_PASSWORD",
                            "",
                            "/app?authSource=admin",
                            999,
                            List.of("mongosh", "--quiet", "--eval", "db.adminCommand('ping').ok"),
                            Map.of(),
                            List.of(),
                            List.of())),
            Map.entry("redis", redis("redis-cli")),
            Map.entry("valkey", redis("valkey-cli")),
            Map.entry(
                    "rabbitmq",
                    new StoreTraits(
                            "amqp",
                            "RABBITMQ_DEFAULT_USER",
                            "RABBITMQ_DEFAULT_PASS",
                            "",
                            "",
                            999,
                            List.of("rabbitmq-diagnostics", "-q", "ping"),
                            Map.of(),
                            List.of(),
                            List.of())),
            Map.entry("memcached", plain("memcached", 11211)),
            Map.entry("nats", plain("nats", 1000)),
            Map.entry("kafka", plain("kafka", 1000)),
            Map.entry("opensearch", single("http", 1000)),
            Map.entry("elasticsearch", single("http", 1000)),
            Map.entry(
                    "mssql",
                    new StoreTraits(
                            "sqlserver",
                            "",
                            "MSSQL_SA_PASSWORD",
                            "",
                            "",
                            10001,
                            List.of(),
                            Map.of("ACCEPT_EULA", "Y"),
                            List.of(),
                            List.of())),
            Map.entry("cassandra", plain("cassandra", 999)),
            Map.entry("clickhouse", plain("http", 101)),
            Map.entry("neo4j", plain("neo4j", 7474)),
            Map.entry(
                    "minio",
                    new StoreTraits(
                            "http",
                            "MINIO_ROOT_USER",
                            "MINIO_ROOT_PASSWORD",
                            "",
                            "",
                            1000,
                            List.of(),
                            Map.of(),
                            List.of("server", "/data"),
                            List.of())));

    private static StoreTraits redis(String client) {
        return new StoreTraits(
                "redis", "", "", "", "", 999, List.of(client, "ping"), Map.of(), List.of(), List.of("/tmp", "/data"));
    }

    private static StoreTraits plain(String scheme, int uid) {
        return new StoreTraits(scheme, "", "", "", "", uid, List.of(), Map.of(), List.of(), List.of());
    }

    private static StoreTraits single(String scheme, int uid) {
        Map<String, String> env = Map.of("discovery.type", "single-node");
        return new StoreTraits(scheme, "", "", "", "", uid, List.of(), env, List.of(), List.of());
    }

    static StoreTraits of(ServiceSpec service) {
        return BY_STACK.getOrDefault(service.stack(), UNKNOWN);
    }

    /** The password that the store and all that speak to it share; empty where it has none. */
    Optional<Binding.Secret> password(ServiceSpec store) {
        return passwordVar.isEmpty()
                ? Optional.empty()
                : Optional.of(new Binding.Secret(store.name(), passwordVar, true));
    }

    /** The value of one of its name variables: as the folder states it, else {@value #DEFAULT_NAME}. */
    String named(ServiceSpec store, String variable) {
        return store.env().stream()
                .filter(stated -> stated.name().equals(variable))
                .map(ServiceSpec.EnvVar::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(DEFAULT_NAME);
    }

    /** The connection string in {@code variable}, for a service that speaks to {@code store}. */
    Binding connection(String variable, ServiceSpec store, int port) {
        String database = databaseVar.isEmpty() ? path : "/" + named(store, databaseVar);
        String address = store.name() + ":" + port + database;
        Optional<Binding.Secret> secret = userVar.isEmpty() ? Optional.empty() : password(store);
        return secret.isEmpty()
                ? Binding.literal(variable, scheme + "://" + address)
                : new Binding(variable, scheme + "://" + named(store, userVar) + ":", secret.get(), "@" + address);
    }
}
