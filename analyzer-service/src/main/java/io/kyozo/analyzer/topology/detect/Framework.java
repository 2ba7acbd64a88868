package io.kyozo.analyzer.topology.detect;

import io.kyozo.contracts.topology.ServiceKind;

/**
 * A framework, known by a package that a service depends on.
 *
 * @param dependency the package, in lower case
 * @param name as shown
 * @param kind what its services usually are
 * @param port where it listens unless told otherwise; 0 where it has no default
 * @param health endpoint that it brings; empty where it brings none
 */
public record Framework(String dependency, String name, ServiceKind kind, int port, String health) {
    public static Framework web(String dependency, String name, int port) {
        return new Framework(dependency, name, ServiceKind.WEB, port, "");
    }

    public static Framework api(String dependency, String name, int port) {
        return new Framework(dependency, name, ServiceKind.API, port, "");
    }

    public static Framework worker(String dependency, String name) {
        return new Framework(dependency, name, ServiceKind.WORKER, 0, "");
    }

    public Framework health(String value) {
        return new Framework(dependency, name, kind, port, value);
    }
}
