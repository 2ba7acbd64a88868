package io.kyozo.jobs.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kyozo.jobs.app.OperatorLog;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** An entry of the audit as the API shows it, see {@link OperatorLog.Kept}. */
@RegisterForReflection
public record ActionAttributes(
        Instant at,
        String actor,
        String action,
        String target,
        @JsonRawValue String detail,
        String correlationId) {
    static Resource<ActionAttributes> resource(OperatorLog.Kept kept) {
        return Resource.of(
                "operator-actions",
                kept.id(),
                new ActionAttributes(
                        kept.at(), kept.actor(), kept.action(), kept.target(), kept.detail(), kept.correlationId()));
    }
}
