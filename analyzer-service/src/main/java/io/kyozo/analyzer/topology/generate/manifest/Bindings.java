package io.kyozo.analyzer.topology.generate.manifest;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each service is told: stated values, its port, the addresses of what it needs, references to secrets. */
final class Bindings {
    private static final Pattern CONNECTION_PART =
            Pattern.compile("(?:PG|POSTGRES_|DB_|DATABASE_|MYSQL_|MARIADB_|REDIS_|MONGO_|RABBITMQ_)(\\w+)");

    private final TopologyDocument topology;

    Bindings(TopologyDocument topology) {
        this.topology = topology;
    }

    /** In the order in which they must be declared; each name once. */
    List<Binding> of(ServiceSpec service) {
        Map<String, Binding> bindings = new LinkedHashMap<>();
        if (service.image() != null) {
            credentials(service, bindings);
        }
        service.env().forEach(variable -> stated(service, variable, bindings));
        for (ServiceSpec.Port port : service.ports()) {
            if (!port.envVar().isEmpty()) {
                put(bindings, Binding.literal(port.envVar(), String.valueOf(port.number())));
            }
        }
        for (TopologyDocument.Edge edge : topology.edges()) {
            if (edge.from().equals(service.name())) {
                target(edge.to()).ifPresent(target -> reached(service, edge.envVar(), target, bindings));
            }
        }
        return List.copyOf(bindings.values());
    }

    private static void credentials(ServiceSpec store, Map<String, Binding> bindings) {
        StoreTraits traits = StoreTraits.of(store);
        for (String variable : List.of(traits.userVar(), traits.databaseVar())) {
            if (!variable.isEmpty()) {
                put(bindings, Binding.literal(variable, traits.named(store, variable)));
            }
        }
        traits.password(store).ifPresent(secret -> put(bindings, Binding.secret(secret.variable(), secret)));
        new TreeMap<>(traits.env()).forEach((name, value) -> put(bindings, Binding.literal(name, value)));
    }

    private static void stated(ServiceSpec service, ServiceSpec.EnvVar variable, Map<String, Binding> bindings) {
        String value = variable.value();
        if (variable.secret()) {
            bindings.putIfAbsent(
                    variable.name(),
                    Binding.secret(
                            variable.name(), new Binding.Secret(service.name(), variable.name(), variable.required())));
        } else if (value != null) {
            bindings.putIfAbsent(variable.name(), Binding.literal(variable.name(), value));
        }
    }

    private static void reached(
            ServiceSpec service, String variable, ServiceSpec target, Map<String, Binding> bindings) {
        int port = target.ports().isEmpty() ? 0 : target.ports().get(0).number();
        if (target.image() != null) {
            service.env().forEach(read -> part(read.name(), target, port).ifPresent(found -> put(bindings, found)));
        }
        if (variable.isEmpty()) {
            return;
        }
        if (variable.endsWith("HOST")) {
            put(bindings, Binding.literal(variable, target.name()));
        } else if (variable.endsWith("PORT")) {
            put(bindings, Binding.literal(variable, String.valueOf(port)));
        } else if (target.image() != null) {
            put(bindings, StoreTraits.of(target).connection(variable, target, port));
        } else {
            put(bindings, Binding.literal(variable, "http://" + target.name() + ":" + port));
        }
    }

    /** For programs that take a connection in parts, such as PGHOST and PGPASSWORD. */
    private static Optional<Binding> part(String name, ServiceSpec store, int port) {
        Matcher matcher = CONNECTION_PART.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        StoreTraits traits = StoreTraits.of(store);
        return switch (matcher.group(1)) {
            case "HOST", "HOSTNAME" -> Optional.of(Binding.literal(name, store.name()));
            case "PORT" -> Optional.of(Binding.literal(name, String.valueOf(port)));
            case "USER", "USERNAME" -> named(name, traits.userVar(), store);
            case "DATABASE", "DB", "NAME" -> named(name, traits.databaseVar(), store);
            case "PASSWORD", "PASS" -> traits.password(store).map(secret -> Binding.secret(name, secret));
            default -> Optional.empty();
        };
    }

    private static Optional<Binding> named(String name, String variable, ServiceSpec store) {
        return variable.isEmpty()
                ? Optional.empty()
                : Optional.of(Binding.literal(name, StoreTraits.of(store).named(store, variable)));
    }

    private Optional<ServiceSpec> target(String name) {
        return topology.services().stream()
                .filter(service -> service.deployable() && service.name().equals(name))
                .findFirst();
    }

    private static void put(Map<String, Binding> bindings, Binding binding) {
        bindings.put(binding.name(), binding);
    }
}
