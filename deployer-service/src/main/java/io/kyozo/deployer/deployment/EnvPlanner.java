package io.kyozo.deployer.deployment;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ManagedService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides what each service is told: stated values, its port, addresses of what it needs, credentials. */
final class EnvPlanner {
    private static final Pattern CONNECTION_PART =
            Pattern.compile("(?:PG|POSTGRES_|DB_|DATABASE_|MYSQL_|MARIADB_|REDIS_|MONGO_|RABBITMQ_)(\\w+)");

    /** Secrets that only the service itself has to know, so that any value does: they are made where none is given. */
    private static final Pattern OWN_SECRET = Pattern.compile(
            "(?:APP_|SESSION_|COOKIE_|JWT_|AUTH_|CSRF_|DJANGO_|FLASK_|RAILS_|NEXTAUTH_)?SECRET(?:_KEY)?(?:_BASE)?|APP_KEY");

    private final TopologyDocument topology;

    EnvPlanner(TopologyDocument topology) {
        this.topology = topology;
    }

    /** The bindings of {@code service}; what the operator gave wins over what is injected, that over what is stated. */
    List<EnvBinding> plan(ServiceSpec service, Map<String, EnvBinding> given) {
        Map<String, EnvBinding> env = new LinkedHashMap<>();
        stated(service, env);
        managedCredentials(service, env);
        for (TopologyDocument.Edge edge : topology.edges()) {
            if (edge.from().equals(service.name())) {
                find(edge.to()).ifPresent(target -> injected(service, edge, target, env));
            }
        }
        env.putAll(given);
        return List.copyOf(env.values());
    }

    private static void stated(ServiceSpec service, Map<String, EnvBinding> env) {
        for (ServiceSpec.EnvVar variable : service.env()) {
            String value = variable.value();
            if (value != null) {
                env.put(variable.name(), EnvBinding.literal(variable.name(), value));
            } else if (variable.required()
                    && OWN_SECRET.matcher(variable.name()).matches()) {
                env.put(variable.name(), EnvBinding.secret(variable.name(), service.name(), variable.name()));
            }
        }
        for (ServiceSpec.Port port : service.ports()) {
            if (!port.envVar().isEmpty()) {
                env.put(port.envVar(), EnvBinding.literal(port.envVar(), String.valueOf(port.number())));
            }
        }
    }

    private static void managedCredentials(ServiceSpec service, Map<String, EnvBinding> env) {
        if (service.image() == null) {
            return;
        }
        ManagedService.ofStack(service.stack())
                .map(managed -> managed.credentials(service.name(), statedValues(service)))
                .orElse(List.of())
                .forEach(binding -> env.put(binding.name(), binding));
    }

    private static void injected(
            ServiceSpec service, TopologyDocument.Edge edge, ServiceSpec target, Map<String, EnvBinding> env) {
        Optional<ManagedService> managed =
                target.image() == null ? Optional.empty() : ManagedService.ofStack(target.stack());
        if (managed.isPresent()) {
            for (ServiceSpec.EnvVar variable : service.env()) {
                part(variable.name(), target, managed.get()).ifPresent(b -> env.put(b.name(), b));
            }
        }
        if (!edge.envVar().isEmpty()) {
            env.put(edge.envVar(), address(edge.envVar(), target, managed.isPresent()));
        }
    }

    private static EnvBinding address(String name, ServiceSpec target, boolean managed) {
        EnvBinding.Source source = name.endsWith("HOST")
                ? EnvBinding.Source.HOST
                : name.endsWith("PORT")
                        ? EnvBinding.Source.PORT
                        : managed ? EnvBinding.Source.CONNECTION : EnvBinding.Source.URL;
        return new EnvBinding(name, source, target.name());
    }

    /** For programs that take a connection in parts, such as PGHOST and PGPASSWORD. */
    private static Optional<EnvBinding> part(String name, ServiceSpec target, ManagedService managed) {
        var matcher = CONNECTION_PART.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> stated = statedValues(target);
        return switch (matcher.group(1)) {
            case "HOST", "HOSTNAME" -> Optional.of(new EnvBinding(name, EnvBinding.Source.HOST, target.name()));
            case "PORT" -> Optional.of(new EnvBinding(name, EnvBinding.Source.PORT, target.name()));
            case "URL", "URI" -> Optional.of(new EnvBinding(name, EnvBinding.Source.CONNECTION, target.name()));
            case "USER", "USERNAME" -> namePart(name, managed.userVar(), stated);
            case "DATABASE", "DB", "NAME" -> namePart(name, managed.databaseVar(), stated);
            case "PASSWORD", "PASS" ->
                managed.passwordVar().isEmpty()
                        ? Optional.empty()
                        : Optional.of(EnvBinding.secret(name, target.name(), ManagedService.PASSWORD));
            default -> Optional.empty();
        };
    }

    private static Optional<EnvBinding> namePart(String name, String imageVar, Map<String, String> stated) {
        return imageVar.isEmpty()
                ? Optional.empty()
                : Optional.of(EnvBinding.literal(name, stated.getOrDefault(imageVar, ManagedService.DEFAULT_NAME)));
    }

    private static Map<String, String> statedValues(ServiceSpec service) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ServiceSpec.EnvVar variable : service.env()) {
            String value = variable.value();
            if (value != null && !variable.secret()) {
                values.put(variable.name(), value);
            }
        }
        return values;
    }

    private Optional<ServiceSpec> find(String name) {
        return topology.services().stream()
                .filter(service -> service.name().equals(name) && service.deployable())
                .findFirst();
    }
}
