package io.kyozo.runtime.select;

import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeConfig;
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
            @ConfigProperty(name = "kyozo.installation", defaultValue = "local") String installation) {
        return new RuntimeSelector(config, installation, System.getenv()).open();
    }

    void close(@Disposes ContainerRuntime runtime) throws Exception {
        if (runtime instanceof AutoCloseable open) {
            open.close();
        }
    }
}
