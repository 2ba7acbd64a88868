package io.kyozo.deployer.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the values of environment variables from their bindings. The result holds secrets: it is never stored or logged. */
public final class EnvResolver {
    private final Function<String, Target> targets;
    private final Function<String, String> secrets;

    /**
     * @param targets where a service of the workspace is found, by its name
     * @param secrets value of a secret, by {@code <service>/<secret>}
     */
    public EnvResolver(Function<String, Target> targets, Function<String, String> secrets) {
        this.targets = targets;
        this.secrets = secrets;
    }

    /**
     * Where a service is reached by its neighbours.
     *
     * @param plan the service
     * @param host name or address
     * @param port that it listens on there
     */
    public record Target(ServicePlan plan, String host, int port) {}

    /** Name and value of every variable, in the bindings' order. */
    public Map<String, String> resolve(List<EnvBinding> bindings) {
        Map<String, String> env = new LinkedHashMap<>();
        for (EnvBinding binding : bindings) {
            env.put(binding.name(), value(binding));
        }
        return env;
    }

    private String value(EnvBinding binding) {
        if (binding.source() == EnvBinding.Source.LITERAL) {
            return binding.value();
        }
        if (binding.isSecret()) {
            return secrets.apply(binding.value());
        }
        Target target = targets.apply(binding.value());
        return switch (binding.source()) {
            case HOST -> target.host();
            case PORT -> String.valueOf(target.port());
            case CONNECTION -> connection(target);
            default -> "http://" + target.host() + ":" + target.port();
        };
    }

    private String connection(Target target) {
        return ManagedService.ofStack(target.plan().stack())
                .map(managed -> managed.connection(
                        target.host(), target.port(), resolve(target.plan().env())))
                .orElseGet(() -> target.plan().stack() + "://" + target.host() + ":" + target.port());
    }
}
