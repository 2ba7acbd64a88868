package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.Reference;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.Evidence;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds addresses of other services in code: URLs and connection strings whose host is a bare name. */
public final class AddressScanner {
    private static final Set<String> SCHEMES = Set.of(
            "http",
            "https",
            "ws",
            "wss",
            "grpc",
            "postgres",
            "postgresql",
            "mysql",
            "mariadb",
            "mongodb",
            "mongodb+srv",
            "redis",
            "rediss",
            "amqp",
            "amqps",
            "kafka",
            "nats",
            "mqtt",
            "memcached",
            "elasticsearch",
            "sqlserver",
            "clickhouse",
            "tcp",
            "jdbc:postgresql",
            "jdbc:mysql",
            "jdbc:mariadb",
            "jdbc:sqlserver",
            "postgresql+asyncpg",
            "postgresql+psycopg2",
            "postgresql+psycopg",
            "mysql+pymysql",
            "ecto");

    /** A list of origins is seldom longer. */
    private static final int ALLOWED_LINES = 5;

    private final TextFile file;

    AddressScanner(TextFile file) {
        this.file = file;
    }

    void scan(SourceFindings findings) {
        int number = 0;
        int allowing = 0;
        for (String line : file.lines()) {
            number++;
            allowing = allows(line) ? ALLOWED_LINES : allowing - 1;
            boolean said = allowing > 0 || isSaid(line.strip());
            int at = said ? -1 : line.indexOf("://");
            while (at >= 0) {
                int from = at;
                while (from > 0 && isScheme(line.charAt(from - 1))) {
                    from--;
                }
                Evidence evidence = new Evidence(file.path(), number, 0.6, "");
                Optional<Reference> found = parse(line.substring(from), variable(line, number, findings), evidence);
                found.ifPresent(findings.references()::add);
                at = line.indexOf("://", at + 3);
            }
        }
    }

    /** Whether it begins a list of origins that may call the service: who calls is not called. */
    private static boolean allows(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains("origin") || lower.contains("cors") || lower.contains("allowed_hosts");
    }

    /** Whether the line only speaks of an address: a comment, or a message for a person. */
    private static boolean isSaid(String code) {
        return code.startsWith("//")
                || code.startsWith("*")
                || code.startsWith("/*")
                || code.startsWith("# ")
                || code.contains("console.log(")
                || code.startsWith("print(")
                || code.contains("log.Print")
                || code.contains("fmt.Print")
                || code.contains("println!(");
    }

    private String variable(String line, int number, SourceFindings findings) {
        return findings.env().values().stream()
                .filter(read -> read.evidence().file().equals(file.path())
                        && read.evidence().line() == number)
                .filter(read -> line.contains(read.name()))
                .map(EnvRead::name)
                .findFirst()
                .orElse("");
    }

    /** Reads {@code scheme://user:password@host:port/…} at the beginning of {@code text}. Credentials are dropped. */
    public static Optional<Reference> parse(String text, String envVar, Evidence where) {
        int mark = text.indexOf("://");
        if (mark <= 0) {
            return Optional.empty();
        }
        String scheme = text.substring(0, mark).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            return Optional.empty();
        }
        int end = mark + 3;
        while (end < text.length() && "/?#\"'`<> ,;)}\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(mark + 3, end);
        String address = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = address.indexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        int port = colon < 0 ? 0 : Math.max(0, Ports.number(address.substring(colon)));
        if (host.isEmpty()
                || !host.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.')) {
            return Optional.empty();
        }
        Evidence evidence = new Evidence(
                where.file(),
                where.line(),
                where.weight(),
                "names " + scheme + "://" + host + (port == 0 ? "" : ":" + port));
        return Optional.of(new Reference(scheme, host, port, envVar, evidence));
    }

    private static boolean isScheme(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == ':' || c == '.';
    }
}
