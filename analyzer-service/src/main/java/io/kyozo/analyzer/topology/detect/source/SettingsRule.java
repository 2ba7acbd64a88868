package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Reference;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The addresses in a file of settings: URLs, connection strings, hosts by their key, upstreams of a proxy. */
final class SettingsRule {
    static final FileRule<SourceFindings> RULE =
            FileRule.of("settings", FileRule.Result.FINDINGS, SettingsRule::findings);

    private static final Set<String> KEYS = Set.of(
            "host",
            "hosts",
            "hostname",
            "server",
            "servers",
            "address",
            "addresses",
            "bootstrap-servers",
            "brokers",
            "upstream");

    private static final List<String> PASSES = List.of("server ", "uwsgi_pass ", "fastcgi_pass ", "grpc_pass ");

    private SettingsRule() {}

    private static SourceFindings findings(TextFile file) {
        SourceFindings findings = new SourceFindings();
        new AddressScanner(file).scan(findings);
        if (ConnectionStrings.mayFind(file)) {
            new ConnectionStrings(file).scan(findings);
        }
        int number = 0;
        for (String line : file.lines()) {
            number++;
            String host = host(line.strip());
            if (!host.isEmpty()) {
                Evidence evidence = new Evidence(file.path(), number, 0.6, "names the host " + host);
                findings.references().add(new Reference("", host, 0, "", evidence));
            }
        }
        return findings;
    }

    /** The host that a line such as {@code host: db} or {@code server api:3000;} names; empty where it names none. */
    private static String host(String line) {
        for (String pass : PASSES) {
            if (line.startsWith(pass)) {
                return bare(line.substring(pass.length()));
            }
        }
        int colon = line.indexOf(':');
        int equals = line.indexOf('=');
        int end = colon < 0 ? equals : equals < 0 ? colon : Math.min(colon, equals);
        if (end <= 0) {
            return "";
        }
        String key = line.substring(0, end).strip().replace("\"", "").toLowerCase(Locale.ROOT);
        String last = key.substring(key.lastIndexOf('.') + 1);
        return KEYS.contains(last) ? bare(line.substring(end + 1)) : "";
    }

    private static String bare(String text) {
        String value = text.strip();
        int from = 0;
        while (from < value.length() && "\"'[".indexOf(value.charAt(from)) >= 0) {
            from++;
        }
        // ${RABBIT_HOST:rabbitmq} falls back to what follows the colon.
        int fallback = value.startsWith("${", from) ? value.indexOf(':', from) : -1;
        from = fallback > 0 ? fallback + 1 : from;
        int to = from;
        while (to < value.length()
                && (Character.isLetterOrDigit(value.charAt(to)) || "-_.".indexOf(value.charAt(to)) >= 0)) {
            to++;
        }
        return value.substring(from, to);
    }
}
