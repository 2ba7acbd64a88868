package io.kyozo.deployer.deployment;

import io.kyozo.contracts.topology.ServiceSpec;
import java.util.Set;

/**
 * Whether a service's root file system is read-only, with a small {@code /tmp} in memory. That is so where we wrote its Dockerfile,
 * its stack is known to run so, and nothing in the folder shows that it writes files of its own. A folder that says {@code
 * KYOZO_READ_ONLY_ROOT} (true or false) in the service's environment has its way.
 */
final class ReadOnlyRoot {
    /** What decides it. */
    static final String VARIABLE = "KYOZO_READ_ONLY_ROOT";

    private static final Set<String> KNOWN_TO_WORK = Set.of("static", "node", "python", "go");

    private ReadOnlyRoot() {}

    static boolean of(ServiceSpec spec) {
        return spec.env().stream()
                .filter(variable -> variable.name().equals(VARIABLE) && variable.value() != null)
                .findFirst()
                .map(variable -> Boolean.parseBoolean(variable.value()))
                .orElseGet(() -> isKnownToWork(spec));
    }

    private static boolean isKnownToWork(ServiceSpec spec) {
        ServiceSpec.Dockerfile dockerfile = spec.dockerfile();
        boolean generated = dockerfile != null && dockerfile.path().isEmpty();
        return generated && spec.scalable() && KNOWN_TO_WORK.contains(spec.stack());
    }
}
