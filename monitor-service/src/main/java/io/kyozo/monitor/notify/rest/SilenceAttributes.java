package io.kyozo.monitor.notify.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.notify.Silence;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A silence, as people make and see it.
 *
 * @param workspaceId whose alerts only; all where not given
 * @param service whose alerts only, by name; all where not given
 * @param kind of the alerts; all where not given
 * @param startsAt when it begins; at once where not given
 * @param endsAt when it ends, or its first turn does
 * @param every after how long it comes again, such as {@code PT24H} or {@code P7D}; once where not given
 * @param maintenance whether work is being done then, which also spares the error budget
 * @param reason why
 * @param active whether it is in force; given by the service
 * @param createdBy who made it; given by the service
 * @param endedAt when somebody ended it for good; given by the service
 */
@RegisterForReflection
public record SilenceAttributes(
        @Nullable UUID workspaceId,
        @Nullable String service,
        @Nullable AlertKind kind,
        @Nullable Instant startsAt,
        @NotNull(message = "must be given") Instant endsAt,
        @Nullable Duration every,
        @Nullable Boolean maintenance,

        @NotBlank(message = "must be given") @Size(max = 500, message = "must have at most 500 characters")
        String reason,

        @Nullable Boolean active,
        @Nullable String createdBy,
        @Nullable Instant endedAt) {
    /** The resource type. */
    static final String TYPE = "silences";

    static Resource<SilenceAttributes> resource(Silence silence, Instant now) {
        SilenceAttributes attributes = new SilenceAttributes(
                silence.workspaceId(),
                silence.service(),
                silence.kind(),
                silence.startsAt(),
                silence.endsAt(),
                silence.every(),
                silence.maintenance(),
                silence.reason(),
                silence.isActive(now),
                silence.createdBy(),
                silence.endedAt());
        return Resource.of(TYPE, silence.id(), attributes);
    }

    /** The silence that a client means; fails with {@link ErrorCode#INVALID_REQUEST} on what can't be one. */
    Silence silence(UUID id, UUID team, String by, Instant now) {
        Instant from = Objects.requireNonNullElse(startsAt, now);
        if (!endsAt.isAfter(from) || !endsAt.isAfter(now) && every == null) {
            throw invalid("endsAt", "\"endsAt\" must be after \"startsAt\", and not be over already.");
        }
        if (every != null && every.compareTo(Duration.between(from, endsAt)) <= 0) {
            throw invalid("every", "\"every\" must be longer than one turn lasts.");
        }
        boolean work = Objects.requireNonNullElse(maintenance, false);
        return new Silence(id, team, workspaceId, service, kind, from, endsAt, every, work, reason, by, null);
    }

    private static KyozoException invalid(String attribute, String detail) {
        return new KyozoException(ErrorCode.INVALID_REQUEST, detail).with("pointer", "/data/attributes/" + attribute);
    }
}
