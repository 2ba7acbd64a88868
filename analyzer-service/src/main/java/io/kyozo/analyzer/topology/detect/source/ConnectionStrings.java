package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.Reference;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds ADO.NET connection strings, {@code Server=db;Database=…;User Id=…}, and which database they speak to. */
final class ConnectionStrings {
    private static final int MAX_PAIRS = 30;

    /** The key that every such string has, as people and tools write it. */
    private static final List<String> KEYS =
            List.of("Database", "database", "DATABASE", "Initial Catalog", "initial catalog", "Initial catalog");

    private final TextFile file;

    ConnectionStrings(TextFile file) {
        this.file = file;
    }

    /** Whether a scan may find anything: a string without a database says nothing. */
    static boolean mayFind(TextFile file) {
        return KEYS.stream().anyMatch(file::contains);
    }

    void scan(SourceFindings findings) {
        int number = 0;
        for (String line : file.lines()) {
            number++;
            if (line.indexOf(';') > 0 && line.indexOf('=') > 0) {
                read(line, number, findings);
            }
        }
    }

    private void read(String line, int number, SourceFindings findings) {
        int quote = Literals.nextQuote(line, 0);
        while (quote >= 0) {
            int close = line.indexOf(line.charAt(quote), quote + 1);
            String text = close < 0 ? line.substring(quote + 1) : line.substring(quote + 1, close);
            Map<String, String> pairs = pairs(text);
            String scheme = scheme(pairs);
            String host = host(pairs);
            if (!scheme.isEmpty() && !host.isEmpty()) {
                findings.references()
                        .add(new Reference(
                                scheme,
                                host,
                                0,
                                "",
                                new Evidence(file.path(), number, 0.6, "names " + scheme + "://" + host)));
            }
            quote = close < 0 ? -1 : Literals.nextQuote(line, close + 1);
        }
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : text.split(";", MAX_PAIRS)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    private static String host(Map<String, String> pairs) {
        String stated = pairs.getOrDefault("server", pairs.getOrDefault("data source", pairs.getOrDefault("host", "")));
        String bare = stated.startsWith("tcp:") ? stated.substring(4) : stated;
        return bare.split("[,:\\\\]", 2)[0].replace("(", "").replace(")", "");
    }

    private static String scheme(Map<String, String> pairs) {
        boolean database = pairs.containsKey("database") || pairs.containsKey("initial catalog");
        if (!database) {
            return "";
        }
        if (pairs.containsKey("host")) {
            return "postgres";
        }
        boolean mysql = pairs.containsKey("uid") && pairs.containsKey("port")
                || pairs.containsKey("user") && !pairs.containsKey("user id")
                || pairs.containsKey("sslmode");
        return mysql ? "mysql" : "sqlserver";
    }
}
