package io.kyozo.monitor.notify.webhook;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.monitor.notify.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where a webhook goes: resolved once, and connected to at the very address that was checked, so that a name that changes
 * its mind between the check and the connection gains nothing.
 *
 * @param host as in the URL: for the Host header, and the certificate
 * @param address to connect to
 * @param port to connect to
 * @param tls whether it is https
 * @param path and query
 */
record Destination(String host, InetAddress address, int port, boolean tls, String path) {
    /** How names become addresses. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Blocks while the name is resolved. Fails where any of its addresses is not {@code allowed}. */
    static Destination of(String url, boolean privateAllowed, Resolver resolver) {
        URI uri = parse(url);
        String host = uri.getHost();
        boolean tls = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
        InetAddress[] addresses = resolve(host, resolver);
        if (!privateAllowed && !Arrays.stream(addresses).allMatch(PublicAddress::isPublic)) {
            throw new JobFailedException(ErrorClass.VALIDATION, "the host is not on the public internet");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Destination(host, addresses[0], port, tls, path + query);
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            throw new JobFailedException(ErrorClass.VALIDATION, "the address is no URL", e);
        }
        throw new JobFailedException(ErrorClass.VALIDATION, "the address is no http or https URL");
    }

    private static InetAddress[] resolve(String host, Resolver resolver) {
        try {
            return resolver.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            throw new JobFailedException(ErrorClass.NETWORK, "the host has no address", e);
        }
    }
}
