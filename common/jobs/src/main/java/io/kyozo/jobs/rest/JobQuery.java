package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.JobFilter;
import io.kyozo.jobs.app.JobScope;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.web.page.Filters;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/** The filters of jobs in a request: {@code queue}, {@code type}, {@code state}, {@code correlation}, {@code search}. */
final class JobQuery {
    private JobQuery() {}

    static JobFilter read(UriInfo uri, JobScope scope) {
        Filters filters = Filters.of(uri, "queue", "type", "state", "correlation", "search");
        Set<JobState> states =
                filters.constant("state", JobState.class).map(Set::of).orElse(Set.of());
        return JobFilter.of(scope)
                .queue(filters.text("queue").orElse(null))
                .type(filters.text("type").orElse(null))
                .states(states)
                .correlationId(filters.text("correlation").orElse(null))
                .text(filters.text("search").orElse(null));
    }

    /** Of a request that changes all jobs it means: one that does not say which is more likely a mistake than meant so. */
    static JobFilter narrowed(UriInfo uri, JobScope scope) {
        JobFilter filter = read(uri, scope);
        if (!filter.isNarrowed()) {
            throw new KyozoException(
                    ErrorCode.INVALID_REQUEST,
                    "Say which dead letters are meant, by filter[queue], filter[type], filter[correlation] or"
                            + " filter[search].");
        }
        if (!filter.states().isEmpty() && !filter.states().contains(JobState.DISCARDED)) {
            throw new KyozoException(
                    ErrorCode.INVALID_REQUEST, "Only dead letters can be handled so: filter[state] is discarded here.");
        }
        return filter;
    }
}
