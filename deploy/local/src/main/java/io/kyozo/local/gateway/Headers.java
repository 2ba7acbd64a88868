package io.kyozo.local.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers pass the gateway, and which it adds (RFC 9110 section 7.6.1, RFC 7239's older X- forms). */
final class Headers {
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private Headers() {}

    /** Copies all that is not meant for the next hop only. */
    static void copy(MultiMap from, MultiMap to) {
        Set<String> skipped = namedByConnection(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !skipped.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Tells the target who asked, for what host and how. */
    static void forward(HttpServerRequest request, MultiMap to) {
        String client = request.remoteAddress() == null
                ? "unknown"
                : String.valueOf(request.remoteAddress().hostAddress());
        String before = to.get("X-Forwarded-For");
        to.set("X-Forwarded-For", before == null ? client : before + ", " + client);
        String host = request.getHeader("Host");
        if (host != null && !to.contains("X-Forwarded-Host")) {
            to.set("X-Forwarded-Host", host);
        }
        if (!to.contains("X-Forwarded-Proto")) {
            to.set("X-Forwarded-Proto", request.isSSL() ? "https" : "http");
        }
    }

    /**
     * Whether the request asks to become another protocol, such as a WebSocket. An offer of HTTP/2 ({@code h2c}), which
     * some clients make with every first request, is one that we let pass: the request is served as it is.
     */
    static boolean isUpgrade(HttpServerRequest request) {
        String protocol = request.getHeader("Upgrade");
        return protocol != null
                && !protocol.toLowerCase(Locale.ROOT).contains("h2c")
                && !hasBody(request.headers())
                && namedByConnection(request.headers()).contains("upgrade");
    }

    /** Whether the message carries a body. */
    static boolean hasBody(MultiMap headers) {
        String length = headers.get("Content-Length");
        return headers.contains("Transfer-Encoding")
                || (length != null && !length.trim().equals("0"));
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        Set<String> named = new HashSet<>();
        for (String value : headers.getAll("Connection")) {
            for (String name : value.split(",", -1)) {
                named.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
