package io.kyozo.runtime.select;

import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeConfig;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import io.kyozo.runtime.docker.EngineAddress;
import io.kyozo.runtime.process.ProcessContainerRuntime;
import io.kyozo.runtime.process.ProcessSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Opens the configured runtime; with {@code auto}, the engine where one answers now, else processes where allowed. */
public final class RuntimeSelector {
    private static final Logger LOG = Logger.getLogger(RuntimeSelector.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final RuntimeConfig config;
    private final String installation;
    private final Map<String, String> environment;

    /**
     * @param installation id that marks what this installation creates
     * @param environment where {@code DOCKER_HOST} is looked up
     */
    public RuntimeSelector(RuntimeConfig config, String installation, Map<String, String> environment) {
        this.config = config;
        this.installation = installation;
        this.environment = environment;
    }

    /** Blocks until it is known whether an engine answers. The runtime is the caller's to close. */
    public ContainerRuntime open() {
        return switch (config.kind()) {
            case DOCKER -> docker(EngineAddress.find(config.docker().host(), environment));
            case PROCESS -> process();
            case AUTO -> answering().orElseGet(this::fallback);
        };
    }

    private Optional<ContainerRuntime> answering() {
        var address = EngineAddress.find(config.docker().host(), environment);
        if (!EngineAddress.mayAnswer(address)) {
            return Optional.empty();
        }
        var docker = docker(address);
        try {
            var info = docker.info().await().atMost(ANSWER);
            LOG.infof("Services run in containers of Docker Engine %s at %s", info.version(), address);
            return Optional.of(docker);
        } catch (RuntimeException e) {
            LOG.infof("No container engine answers at %s: %s", address, e.getMessage());
            docker.close();
            return Optional.empty();
        }
    }

    private ContainerRuntime fallback() {
        if (!config.process().allowed()) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.UNAVAILABLE,
                    "No container engine answers at "
                            + EngineAddress.find(config.docker().host(), environment)
                            + ", and processes of this host are not allowed. Start an engine, set"
                            + " kyozo.runtime.docker.host, or set kyozo.runtime.process.allowed=true.");
        }
        return process();
    }

    private DockerContainerRuntime docker(URI address) {
        var docker = config.docker();
        return new DockerContainerRuntime(new DockerSettings(
                address,
                installation,
                docker.callTimeout(),
                docker.maxConnections(),
                docker.mirrorPrefix().orElse(""),
                docker.registry().orElse(""),
                docker.registryLogins().orElse(null),
                docker.pullTimeout(),
                docker.baseImageScript().orElse(null),
                docker.baseImageTimeout(),
                docker.isolateNetworks(),
                docker.spareCores()));
    }

    private ContainerRuntime process() {
        var process = config.process();
        var runtime = new ProcessContainerRuntime(new ProcessSettings(
                process.allowed(), process.path(), config.postgresBin().orElse(null), process.startTimeout()));
        LOG.infof("Services run as processes of this host, below %s. They are not isolated from it", process.path());
        return runtime;
    }
}
