package io.kyozo.testkit.docs;

import java.util.Locale;

/**
 * A key of the configuration.
 *
 * @param name such as {@code kyozo.jobs.lease}
 * @param type for a person, such as {@code duration}
 * @param value its default; empty for none
 * @param description what it does
 */
record ConfigurationKey(String name, String type, String value, String description) {
    /** The environment variable that sets it. */
    String variable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
