package io.kyozo.deployer.variable.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A variable to set.
 *
 * @param workspaceId the workspace
 * @param service name of the service that is told it
 * @param name of the variable
 * @param inFile whether the service is told it in a file, which the variable {@code NAME_FILE} names
 * @param value at most 32 KiB; it can't be read back
 */
@RegisterForReflection
public record VariableInput(
        @NotNull(message = "must be the id of a workspace") UUID workspaceId,

        @NotNull @Pattern(regexp = "[a-z0-9](?:[-a-z0-9]{0,38}[a-z0-9])?", message = "must be the name of a service")
        String service,

        @NotNull @Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]{0,127}", message = "must be the name of a variable")
        String name,

        boolean inFile,

        @NotNull @Size(max = 32_768, message = "must have at most 32768 characters")
        String value) {

    /** Without the value, so that it is in no log. */
    @Override
    public String toString() {
        return "VariableInput[" + service + " " + name + "]";
    }
}
