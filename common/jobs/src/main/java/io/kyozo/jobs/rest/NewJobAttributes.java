package io.kyozo.jobs.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Priority;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that a client asks for.
 *
 * @param jobType one of those that may be asked for
 * @param args what its handler takes
 * @param priority normal where it is not given
 * @param runAt not before this time; absent for as soon as possible
 * @param uniqueKey at most one live job of the type has it; absent where several may
 */
@RegisterForReflection
public record NewJobAttributes(
        @NotBlank(message = "must name a job type") String jobType,

        @NotNull(message = "must be the job's arguments, {} for none")
        JsonNode args,

        @Nullable Priority priority,
        @Nullable Instant runAt,

        @Nullable @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        String uniqueKey) {
    JobRequest request(Object read, UUID team, String correlation) {
        JobRequest request =
                JobRequest.of(jobType, read).team(team).correlation(correlation).notBefore(runAt);
        JobRequest urgent = priority == null ? request : request.priority(priority);
        return uniqueKey == null ? urgent : urgent.unique(uniqueKey);
    }
}
