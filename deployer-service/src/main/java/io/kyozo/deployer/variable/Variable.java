package io.kyozo.deployer.variable;

import io.kyozo.deployer.service.EnvBinding;
import java.time.Instant;
import java.util.UUID;

/**
 * An environment variable that somebody gave a service; its value is kept as a secret.
 *
 * @param id of the variable
 * @param workspaceId its workspace
 * @param service name of the service that is told it
 * @param name of the variable
 * @param inFile whether it is told in a file, whose place the variable {@code NAME_FILE} says
 * @param version rises with each new value
 * @param setBy who set it last
 * @param updatedAt when it was set last
 */
public record Variable(
        UUID id,
        UUID workspaceId,
        String service,
        String name,
        boolean inFile,
        int version,
        String setBy,
        Instant updatedAt) {
    /** The name of the secret that holds its value. */
    public String secretName() {
        return "env:" + name + ":" + version;
    }

    /** How a replica is told it; another binding for each version, so that a new value replaces replicas. */
    public EnvBinding binding() {
        return inFile ? EnvBinding.file(name, service, secretName()) : EnvBinding.secret(name, service, secretName());
    }
}
