package io.kyozo.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives an application under test everything it needs from outside: a fresh database, the JVM's broker, a storage folder
 * and the key of {@link TestTokens}. Rows are cleared after each test, see {@link TableCleaner}.
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "analyzer"))
 * }</pre>
 *
 * <p>Arguments: {@code schema} (default {@code test}; the role is {@code kyozo_<schema>}), {@code kafka} (default
 * {@code true}; {@code false} saves the broker's start), {@code database} (default {@code true}), {@code tokens} (default
 * {@code true}; {@code false} where a test has an issuer of its own).
 */
public final class KyozoTestResource implements QuarkusTestResourceLifecycleManager {
    private Map<String, String> arguments = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        if (wanted("database")) {
            addDatabase(config, arguments.getOrDefault("schema", "test"));
        }
        if (wanted("kafka")) {
            String bootstrap = EmbeddedKafka.bootstrapServers();
            config.put("kafka.bootstrap.servers", bootstrap);
            config.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
        }
        config.put("kyozo.storage.path", temporaryFolder().toString());
        if (wanted("tokens")) {
            config.put("quarkus.oidc.public-key", TestTokens.publicKey());
        }
        return config;
    }

    private static void addDatabase(Map<String, String> config, String schema) {
        EmbeddedPostgres.Database database = EmbeddedPostgres.freshDatabase(schema);
        config.put("quarkus.datasource.username", EmbeddedPostgres.role(schema));
        config.put("quarkus.datasource.password", EmbeddedPostgres.PASSWORD);
        config.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        config.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        TableCleaner.use(database, schema);
    }

    private boolean wanted(String argument) {
        return Boolean.parseBoolean(arguments.getOrDefault(argument, "true"));
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("kyozo-storage-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        TableCleaner.useNone();
    }
}
