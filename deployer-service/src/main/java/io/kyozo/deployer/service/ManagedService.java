package io.kyozo.deployer.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data service that is run from a public image, with credentials that are made for it.
 *
 * @param scheme of its connection string
 * @param userVar variable of the image for the user's name; empty where it has no users
 * @param passwordVar variable of the image for the password; empty where it has none
 * @param databaseVar variable of the image for the database's name; empty where it has none
 * @param rootVar variable of the image for the password of its administrator, without which it does not start; empty where
 *     it has none
 * @param path what follows the port in the connection string where there is no database name
 */
public record ManagedService(
        String scheme, String userVar, String passwordVar, String databaseVar, String rootVar, String path) {
    /** The name of the generated password among a service's secrets. */
    public static final String PASSWORD = "password";
    /** The name of the administrator's generated password; no other service is told it. */
    public static final String ROOT_PASSWORD = "root-password";
    /** User and database name where the folder states none. */
    public static final String DEFAULT_NAME = "app";

    private static final Map<String, ManagedService> BY_STACK = Map.of(
            "postgres", new ManagedService("postgresql", "POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "", ""),
            "mysql",
                    new ManagedService(
                            "mysql", "MYSQL_USER", "MYSQL_PASSWORD", "MYSQL_DATABASE", "MYSQL_ROOT_PASSWORD", ""),
            "mariadb",
                    new ManagedService(
                            "mysql",
                            "MARIADB_USER",
                            "MARIADB_PASSWORD",
                            "MARIADB_DATABASE",
                            "MARIADB_ROOT_PASSWORD",
                            ""),
            "mongodb",
                    new ManagedService(
                            "mongodb",
                            "MONGO_INITDB_ROOT_USERNAME",
                            "MONGO_INITDB_ROOT_PASSWORD",
                            "",
                            "",
                            "/app?authSource=admin"),
            "rabbitmq", new ManagedService("amqp", "RABBITMQ_DEFAULT_USER", "RABBITMQ_DEFAULT_PASS", "", "", ""),
            "redis", new ManagedService("redis", "", "", "", "", ""),
            "valkey", new ManagedService("redis", "", "", "", "", ""));

    /** How the service of this stack is given its credentials; empty for a stack that we know nothing of. */
    public static Optional<ManagedService> ofStack(String stack) {
        return Optional.ofNullable(BY_STACK.get(stack));
    }

    /** What the image is told: the names stated in the folder or {@link #DEFAULT_NAME}, and the password as a secret. */
    public List<EnvBinding> credentials(String service, Map<String, String> stated) {
        return List.of(userVar, passwordVar, databaseVar, rootVar).stream()
                .filter(name -> !name.isEmpty())
                .map(name -> credential(service, name, stated))
                .toList();
    }

    private EnvBinding credential(String service, String name, Map<String, String> stated) {
        if (name.equals(passwordVar)) {
            return EnvBinding.secret(name, service, PASSWORD);
        }
        return name.equals(rootVar)
                ? EnvBinding.secret(name, service, ROOT_PASSWORD)
                : EnvBinding.literal(name, stated.getOrDefault(name, DEFAULT_NAME));
    }

    /** The connection string; {@code env} is what the managed service itself was told. */
    public String connection(String host, int port, Map<String, String> env) {
        String user = env.getOrDefault(userVar, "");
        String login = user.isEmpty() ? "" : user + ":" + env.getOrDefault(passwordVar, "") + "@";
        String database = databaseVar.isEmpty() ? path : "/" + env.getOrDefault(databaseVar, DEFAULT_NAME);
        return scheme + "://" + login + host + ":" + port + database;
    }
}
