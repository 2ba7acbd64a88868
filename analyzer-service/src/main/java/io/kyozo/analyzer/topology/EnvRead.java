package io.kyozo.analyzer.topology;

import io.kyozo.contracts.topology.Evidence;

/**
 * That code reads an environment variable.
 *
 * @param name as read
 * @param fallback value used where it is not set; empty where none shows
 * @param evidence where it is read
 */
public record EnvRead(String name, String fallback, Evidence evidence) {
    public boolean hasFallback() {
        return !fallback.isEmpty();
    }
}
