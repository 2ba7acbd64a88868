package io.kyozo.deployer.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data service that is run from a public image, with credentials that are made for it.
 *
 * @param scheme of its connection string
 * @param userVar variable of the image for the user's name; empty where it has no users
 * @param passwordVar variable of the image for the password
 * @param databaseVar variable of the image for the database's name; empty where it has none
 * @param rootVar variable of the image for the password of its administrator, without which it does not start; empty where
 *     it has none
 * @param path what follows the port in the connection string where there is no database name
 * @param filesRead whether the image takes passwords from files that {@code NAME_FILE} names
 * @param settings variables that the image is told beside these
 * @param volume where it keeps its data, an absolute path
 * @param program that its command begins with; empty where the image's own command needs no words more
 */
public record ManagedService(
        String scheme,
        String userVar,
        String passwordVar,
        String databaseVar,
        String rootVar,
        String path,
        boolean filesRead,
        Map<String, String> settings,
        String volume,
        String program) {
    /** The name of the generated password among a service's secrets. */
    public static final String PASSWORD = "password";
    /** The name of the administrator's generated password; no other service is told it. */
    public static final String ROOT_PASSWORD = "root-password";
    /** User and database name where the folder states none. */
    public static final String DEFAULT_NAME = "app";

    private static final String REQUIRE_PASSWORD = "--requirepass";

    /** The image knows no variable for a password: it reads it on its standard input, where no list of processes shows it. */
    private static final String REDIS_SCRIPT = """
            if [ -n "${REDIS_PASSWORD_FILE:-}" ]; then REDIS_PASSWORD=$(cat "$REDIS_PASSWORD_FILE"); fi
            exec "$0" - "$@" <<END
            requirepass $REDIS_PASSWORD
            dir /data
            END
            """;

    private static final ManagedService POSTGRES = new ManagedService(
            "postgresql",
            "POSTGRES_USER",
            "POSTGRES_PASSWORD",
            "POSTGRES_DB",
            "",
            "",
            true,
            Map.of(),
            "/var/lib/postgresql/data",
            "");
    private static final ManagedService MONGODB = new ManagedService(
            "mongodb",
            "MONGO_INITDB_ROOT_USERNAME",
            "MONGO_INITDB_ROOT_PASSWORD",
            "",
            "",
            "/app?authSource=admin",
            true,
            Map.of(),
            "/data/db",
            "");

    /** Its data is kept by the node's name, which would otherwise be the container's and change with it. */
    private static final ManagedService RABBITMQ = new ManagedService(
            "amqp",
            "RABBITMQ_DEFAULT_USER",
            "RABBITMQ_DEFAULT_PASS",
            "",
            "",
            "",
            false,
            Map.of("RABBITMQ_NODENAME", "rabbit@localhost"),
            "/var/lib/rabbitmq",
            "");

    private static final Map<String, ManagedService> BY_STACK = Map.of(
            "postgres", POSTGRES,
            "mysql", mysql("MYSQL"),
            "mariadb", mysql("MARIADB"),
            "mongodb", MONGODB,
            "rabbitmq", RABBITMQ,
            "redis", redis("redis-server"),
            "valkey", redis("valkey-server"));

    private static ManagedService redis(String program) {
        return new ManagedService("redis", "", "REDIS_PASSWORD", "", "", "", true, Map.of(), "/data", program);
    }

    private static ManagedService mysql(String prefix) {
        return new ManagedService(
                "mysql",
                prefix + "_USER",
                prefix + "_PASSWORD",
                prefix + "_DATABASE",
                prefix + "_ROOT_PASSWORD",
                "",
                true,
                Map.of(),
                "/var/lib/mysql",
                "");
    }

    /** How the service of this stack is given its credentials; empty for a stack that we know nothing of. */
    public static Optional<ManagedService> ofStack(String stack) {
        return Optional.ofNullable(BY_STACK.get(stack));
    }

    /** What the image is told: the names stated in the folder or {@link #DEFAULT_NAME}, and the password as a secret. */
    public List<EnvBinding> credentials(String service, Map<String, String> stated) {
        Stream<EnvBinding> credentials = Stream.of(userVar, passwordVar, databaseVar, rootVar)
                .filter(name -> !name.isEmpty())
                .map(name -> credential(service, name, stated));
        Stream<EnvBinding> fixed = settings.entrySet().stream()
                .filter(setting -> !stated.containsKey(setting.getKey()))
                .map(setting -> EnvBinding.literal(setting.getKey(), setting.getValue()));
        return Stream.concat(credentials, fixed).toList();
    }

    private EnvBinding credential(String service, String name, Map<String, String> stated) {
        boolean password = name.equals(passwordVar);
        if (!password && !name.equals(rootVar)) {
            return EnvBinding.literal(name, stated.getOrDefault(name, DEFAULT_NAME));
        }
        String secret = password ? PASSWORD : ROOT_PASSWORD;
        return filesRead ? EnvBinding.file(name, service, secret) : EnvBinding.secret(name, service, secret);
    }

    /** The argv that it is started with; {@code stated} is what the folder says, empty for the image's own. */
    public List<String> command(List<String> stated) {
        boolean own = !stated.isEmpty()
                && !stated.get(0).startsWith("-")
                && !stated.get(0).equals(program);
        if (program.isEmpty() || own) {
            return stated;
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", REDIS_SCRIPT, program));
        for (int i = !stated.isEmpty() && stated.get(0).equals(program) ? 1 : 0; i < stated.size(); i++) {
            if (stated.get(i).equals(REQUIRE_PASSWORD)) {
                i++;
            } else {
                command.add(stated.get(i));
            }
        }
        return command;
    }

    /** The connection string; {@code env} is what the managed service itself was told. */
    public String connection(String host, int port, Map<String, String> env) {
        String user = env.getOrDefault(userVar, "");
        String password = env.getOrDefault(passwordVar, "");
        String login = user.isEmpty() && password.isEmpty() ? "" : user + ":" + password + "@";
        String database = databaseVar.isEmpty() ? path : "/" + env.getOrDefault(databaseVar, DEFAULT_NAME);
        return scheme + "://" + login + host + ":" + port + database;
    }
}
