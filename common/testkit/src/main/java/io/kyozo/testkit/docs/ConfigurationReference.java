package io.kyozo.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The configuration reference page, made from the sources of all modules. */
public final class ConfigurationReference {
    private static final String INTRODUCTION = """
            # Configuration

            Made from the sources: `mvn -pl common/testkit -am test -Dtest=ConfigurationReferenceTest -Ddocs.update` writes it anew.

            Every key can be set as an environment variable (the name in the second column), as a Java system property, or in
            `config/application.properties` beside a service. Durations are such as `30s`, `5m`, `24h` or ISO-8601; sizes
            such as `1M`, `1G`. A list is separated by commas. A value that is not allowed stops the service at its start with
            the key's name. Settings of the framework (`QUARKUS_…`) are described by Quarkus; those that a service needs are
            its port (`QUARKUS_HTTP_PORT`), its database (`QUARKUS_DATASOURCE_USERNAME`, `_PASSWORD`, `_REACTIVE_URL`, `_JDBC_URL`), the
            broker (`KAFKA_BOOTSTRAP_SERVERS`) and the trusted issuer (`QUARKUS_OIDC_PUBLIC_KEY`, or
            `QUARKUS_OIDC_AUTH_SERVER_URL` with `QUARKUS_OIDC_TOKEN_ISSUER`).
            """;

    private ConfigurationReference() {}

    /** The page's text, from all modules below {@code root}. */
    public static String of(Path root) throws IOException {
        List<ConfigurationSection> sections = new ArrayList<>();
        for (Path source : sources(root)) {
            sections.addAll(ConfigurationSource.sections(source));
        }
        sections.sort(Comparator.comparing(ConfigurationSection::prefix));
        StringBuilder page = new StringBuilder(INTRODUCTION);
        sections.forEach(section -> append(page, section));
        return page.toString();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(ConfigurationReference::isMainSource)
                    .filter(ConfigurationReference::hasMapping)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMainSource(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("/src/main/java/") && !path.contains("/target/");
    }

    private static boolean hasMapping(Path file) {
        try {
            return Files.readString(file).contains("\n@ConfigMapping(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(StringBuilder page, ConfigurationSection section) {
        page.append("\n## ").append(section.prefix()).append("\n\n").append(section.description());
        page.append("\n\n| Key | Variable | Type | Default | Meaning |\n| --- | --- | --- | --- | --- |\n");
        for (ConfigurationKey key : section.keys()) {
            String value = key.value().isEmpty() ? "" : "`" + key.value() + "`";
            page.append("| `%s` | `%s` | %s | %s | %s |%n"
                    .formatted(
                            key.name(),
                            key.variable(),
                            key.type(),
                            value.replace("|", "\\|"),
                            key.description().replace("|", "\\|"))
                    .replace(System.lineSeparator(), "\n"));
        }
    }
}
