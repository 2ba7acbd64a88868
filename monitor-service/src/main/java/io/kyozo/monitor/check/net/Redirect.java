package io.kyozo.monitor.check.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a redirect leads to. */
final class Redirect {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Redirect() {}

    /**
     * The path and query that {@code location} leads to, where that is at {@code host} and {@code port} and with the same
     * security; empty where it leads elsewhere. On one host another port is another service.
     */
    static Optional<String> within(String host, int port, boolean tls, @Nullable String location) {
        if (location == null || location.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI base = new URI(
                    (tls ? "https" : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
            URI to = base.resolve("/").resolve(new URI(location));
            boolean stays = base.getHost().equalsIgnoreCase(to.getHost())
                    && base.getScheme().equalsIgnoreCase(to.getScheme())
                    && to.getUserInfo() == null
                    && port == port(to);
            return stays ? Optional.of(path(to)) : Optional.empty();
        } catch (URISyntaxException e) {
            // An answer all the same, only one that leads nowhere.
            return Optional.empty();
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
