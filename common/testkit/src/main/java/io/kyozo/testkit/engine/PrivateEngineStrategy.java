package io.kyozo.testkit.engine;

import java.net.URI;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** Leads Testcontainers to the engine of {@link PrivateEngine}; found through the service loader. */
public final class PrivateEngineStrategy extends DockerClientProviderStrategy {
    /** Above all that Testcontainers brings. */
    private static final int PRIORITY = 1000;

    @Override
    public String getDescription() {
        return "Kyozo's engine for tests";
    }

    @Override
    protected boolean isApplicable() {
        return PrivateEngine.host().isPresent();
    }

    /** Never written to the user's settings: the private engine is gone when the tests are. */
    @Override
    protected boolean isPersistable() {
        return false;
    }

    @Override
    protected int getPriority() {
        return PRIORITY;
    }

    @Override
    public TransportConfig getTransportConfig() {
        String host = PrivateEngine.host().orElseThrow(() -> new IllegalStateException(PrivateEngine.absence()));
        return TransportConfig.builder().dockerHost(URI.create(host)).build();
    }
}
