package io.kyozo.deployer.backup.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/** The wish to restore a backup; {@code confirm} is the name of the service whose data is replaced. */
@RegisterForReflection
public record RestoreWish(
        @NotNull(message = "must be the name of the service whose data is replaced")
        String confirm) {}
