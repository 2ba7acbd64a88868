package io.kyozo.jobs.cdi;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Not well after a job failed because the machine or the service is ill. Readiness and liveness are left alone. */
@Wellness
@ApplicationScoped
class SystemErrorHealth implements HealthCheck {
    private final SystemErrors errors;

    SystemErrorHealth(SystemErrors errors) {
        this.errors = errors;
    }

    @Override
    public HealthCheckResponse call() {
        var recent = errors.recent();
        var response = HealthCheckResponse.named("job-system-errors").status(recent.isEmpty());
        recent.ifPresent(
                raised -> response.withData("at", raised.at().toString()).withData("jobType", raised.jobType()));
        return response.build();
    }
}
