package io.kyozo.analyzer.topology.walk;

import java.util.Set;

/** Folders that are walked after all others: they are large, and services are seldom found in them. */
final class AsideFolders {
    private static final Set<String> NAMES = Set.of(
            "test",
            "tests",
            "__tests__",
            "spec",
            "fixtures",
            "__fixtures__",
            "testdata",
            "test-data",
            "docs",
            "doc",
            "third_party",
            "third-party",
            "locales",
            "assets");

    private AsideFolders() {}

    static boolean holds(String name) {
        return NAMES.contains(name);
    }
}
