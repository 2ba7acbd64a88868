package io.kyozo.analyzer.topology;

import io.kyozo.contracts.topology.Evidence;

/** Packages that a service is developed, tested or built with, but that do not run with it. */
public final class DevelopmentOnly {
    private static final String SHOWS = "is developed with ";

    private DevelopmentOnly() {}

    /** Where a manifest names such a package. */
    public static Evidence evidence(String file, int line, String name) {
        return new Evidence(file, line, 0.5, SHOWS + name);
    }

    /** Whether this is where a package is named that only development needs. */
    public static boolean is(Evidence dependency) {
        return dependency.shows().startsWith(SHOWS);
    }
}
