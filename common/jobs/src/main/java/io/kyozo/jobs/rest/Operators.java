package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobScope;
import io.kyozo.jobs.app.Operator;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who the caller is to the worker engine. */
@ApplicationScoped
class Operators {
    private final Caller caller;
    private final JobsApiConfig config;

    Operators(Caller caller, JobsApiConfig config) {
        this.caller = caller;
        this.config = config;
    }

    /** Whose jobs the caller may see: their team's; an admin also the service's own, or all those of all teams. */
    JobScope scope() {
        UUID team = caller.teamId();
        boolean admin = caller.hasRole(Roles.ADMIN);
        return new JobScope(
                team, admin, admin && config.operatorTeam().filter(team::equals).isPresent());
    }

    Operator current() {
        return new Operator(caller.subject(), scope(), caller.correlationId());
    }
}
