package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Locale;

/** Finds routes that look like health endpoints. */
final class RouteScanner {
    private static final List<String> PATHS = List.of(
            "/healthz",
            "/health",
            "/api/health",
            "/api/healthz",
            "/readyz",
            "/livez",
            "/ready",
            "/live",
            "/_health",
            "/ping",
            "/healthcheck",
            "/health-check",
            "/health/live",
            "/health/ready",
            "/up",
            "/api/v1/health");
    /** What all of {@link #PATHS} hold one of. */
    private static final List<String> STEMS = List.of("/health", "/_health", "/ready", "/live", "/ping", "/up");

    private static final List<String> ROUTING = List.of(
            "get",
            "route",
            "handle",
            "mapping",
            "path",
            "use(",
            "router",
            "match",
            "===",
            "==",
            "equals",
            "createcontext",
            "url",
            "case ",
            "all(",
            "map");

    private final TextFile file;

    RouteScanner(TextFile file) {
        this.file = file;
    }

    /** Whether a scan may find anything. */
    static boolean mayFind(TextFile file) {
        return STEMS.stream().anyMatch(file::contains);
    }

    void scan(SourceFindings findings) {
        int number = 0;
        for (String line : file.lines()) {
            number++;
            int at = Literals.nextQuote(line, 0);
            while (at >= 0) {
                int close = line.indexOf(line.charAt(at), at + 1);
                if (close < 0) {
                    break;
                }
                String literal = line.substring(at + 1, close);
                String path = literal.startsWith("GET ") ? literal.substring(4) : literal;
                if (PATHS.contains(path) && isRoute(line)) {
                    findings.healthPaths()
                            .putIfAbsent(path, new Evidence(file.path(), number, 0.6, "answers on " + path));
                }
                at = Literals.nextQuote(line, close + 1);
            }
        }
    }

    private static boolean isRoute(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return ROUTING.stream().anyMatch(lower::contains) && !lower.contains("fetch(") && !lower.contains("http://");
    }
}
