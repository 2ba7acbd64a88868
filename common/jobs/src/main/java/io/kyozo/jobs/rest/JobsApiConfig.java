package io.kyozo.jobs.rest;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.UUID;

/** Who handles jobs through the API. */
@ConfigMapping(prefix = "kyozo.jobs-api")
public interface JobsApiConfig {
    /** The team whose admins see and handle the jobs of all teams; those of other teams only see and handle their own. */
    Optional<UUID> operatorTeam();
}
