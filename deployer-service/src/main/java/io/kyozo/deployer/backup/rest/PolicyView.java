package io.kyozo.deployer.backup.rest;

import io.kyozo.deployer.backup.BackupPolicy;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** When a service is backed up without being asked; see {@link BackupPolicy}. */
@RegisterForReflection
public record PolicyView(
        @NotNull(message = "must be five cron fields, \"every <duration>\" or \"never\"")
        String schedule,

        @Min(1) @Max(365) int keep) {
    static final String TYPE = "backup-policies";

    static Resource<PolicyView> resource(UUID serviceId, BackupPolicy policy) {
        return Resource.of(TYPE, serviceId, new PolicyView(policy.schedule(), policy.keep()));
    }
}
