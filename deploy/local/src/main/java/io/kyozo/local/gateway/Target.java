package io.kyozo.local.gateway;

/**
 * One replica behind a route.
 *
 * @param id the caller's name for it, such as an instance id
 * @param host where it listens
 * @param port 1 to 65535
 */
public record Target(String id, String host, int port) {
    public Target {
        if (id.isBlank() || host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("A target needs an id, a host and a port from 1 to 65535");
        }
    }
}
