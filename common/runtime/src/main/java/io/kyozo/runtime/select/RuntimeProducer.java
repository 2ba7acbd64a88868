package io.kyozo.runtime.select;

import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives a service its one runtime, opened when it is first needed. */
@ApplicationScoped
public class RuntimeProducer {
    @Produces
    @Singleton
    ContainerRuntime runtime(
            RuntimeConfig config,
            MeterRegistry registry,
            @ConfigProperty(name = "kyozo.installation", defaultValue = "local") String installation) {
        var runtime = new RuntimeSelector(config, installation, System.getenv()).open();
        measure(runtime, registry);
        return runtime;
    }

    private static void measure(ContainerRuntime runtime, MeterRegistry registry) {
        Gauge.builder("kyozo.runtime.circuit.open", runtime, measured -> isAway(measured) ? 1 : 0)
                .description("1 while the container runtime does not answer and calls to it are refused")
                .tag("runtime", runtime.name())
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder(
                        "kyozo.runtime.outages",
                        runtime,
                        measured -> measured.circuit().outages())
                .description("How often the container runtime was found not to answer")
                .tag("runtime", runtime.name())
                .register(registry);
    }

    private static boolean isAway(ContainerRuntime runtime) {
        return runtime.circuit().state() != Circuit.State.CLOSED;
    }

    void close(@Disposes ContainerRuntime runtime) throws Exception {
        if (runtime instanceof AutoCloseable open) {
            open.close();
        }
    }
}
