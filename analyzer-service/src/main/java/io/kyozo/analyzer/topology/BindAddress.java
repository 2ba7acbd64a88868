package io.kyozo.analyzer.topology;

import java.util.List;
import java.util.Set;

/** Variables that say which address a service listens on. */
public final class BindAddress {
    public static final List<String> VARIABLES = List.of("HOST", "BIND_ADDRESS", "LISTEN_HOST", "LISTEN_ADDRESS");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private BindAddress() {}

    /** Whether the value fits a developer's machine alone: in a container nobody would reach the service there. */
    public static boolean isLoopback(String variable, String value) {
        return VARIABLES.contains(variable) && LOOPBACK.contains(value);
    }
}
