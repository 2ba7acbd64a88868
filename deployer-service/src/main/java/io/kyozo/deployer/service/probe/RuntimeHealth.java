package io.kyozo.deployer.service.probe;

import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the runtime answers. It is shown and never counts as down: requests are taken and wait while it is away, and
 * neither a restart of this service nor sending requests elsewhere would bring it back.
 */
@Readiness
@ApplicationScoped
class RuntimeHealth implements AsyncHealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String NAME = "runtime";

    private final ContainerRuntime runtime;

    RuntimeHealth(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        long started = System.nanoTime();
        return runtime.info()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(info -> HealthCheckResponse.named(NAME)
                        .up()
                        .withData("reachable", true)
                        .withData("circuit", circuit())
                        .withData("runtime", info.name() + " " + info.version())
                        .withData("isolated", info.isolated())
                        .withData("exposure", info.exposure())
                        .withData("responseMillis", (System.nanoTime() - started) / 1_000_000)
                        .build())
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .up()
                        .withData("reachable", false)
                        .withData("circuit", circuit())
                        .withData("problem", String.valueOf(failure.getMessage()))
                        .build());
    }

    private String circuit() {
        return runtime.circuit().state().name().toLowerCase(Locale.ROOT);
    }
}
