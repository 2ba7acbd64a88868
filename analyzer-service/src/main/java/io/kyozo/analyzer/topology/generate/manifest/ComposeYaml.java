package io.kyozo.analyzer.topology.generate.manifest;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A compose file for a topology, after the compose specification: start order by health, limits, what survives in named
 * volumes, no privileges. Secrets come from the environment or a {@code .env} file that the user keeps.
 */
public final class ComposeYaml {
    private final TopologyDocument topology;
    private final ImagePlaces places;
    private final Bindings bindings;
    private final List<ServiceSpec> services;
    private final Set<Integer> hostPorts = new LinkedHashSet<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Map<String, Object> volumes = new LinkedHashMap<>();

    private ComposeYaml(TopologyDocument topology, ImagePlaces places) {
        this.topology = topology;
        this.places = places;
        this.bindings = new Bindings(topology);
        this.services = topology.services().stream()
                .filter(service -> service.image() != null
                        || service.deployable() && places.dockerfiles().containsKey(service.name()))
                .toList();
    }

    public static String of(TopologyDocument topology, ImagePlaces places) {
        return new ComposeYaml(topology, places).write();
    }

    private String write() {
        Map<String, Object> all = new LinkedHashMap<>();
        services.forEach(service -> all.put(service.name(), service(service)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("services", all);
        if (!volumes.isEmpty()) {
            document.put("volumes", volumes);
        }
        String head = "# Start with: docker compose up --build\n";
        if (!secrets.isEmpty()) {
            head += "# Set in a file .env beside this one, which is never committed: " + String.join(", ", secrets)
                    + "\n";
        }
        return head + Yaml.of(document);
    }

    private Map<String, Object> service(ServiceSpec service) {
        Map<String, Object> entry = new LinkedHashMap<>();
        StoreTraits traits = StoreTraits.of(service);
        boolean store = service.image() != null;
        if (store) {
            entry.put("image", service.image());
            entry.put("user", String.valueOf(traits.uid()));
            putList(entry, "command", traits.command());
        } else {
            entry.put("build", build(service));
            ServiceSpec.Dockerfile dockerfile = service.dockerfile();
            if (dockerfile != null) {
                putList(entry, "entrypoint", dockerfile.entrypoint());
                putList(entry, "command", dockerfile.command());
            }
        }
        entry.put("restart", "unless-stopped");
        Map<String, Object> environment = environment(service);
        if (!environment.isEmpty()) {
            entry.put("environment", environment);
        }
        putList(entry, "ports", ports(service));
        Map<String, Object> needs = needs(service);
        if (!needs.isEmpty()) {
            entry.put("depends_on", needs);
        }
        if (store && !traits.ready().isEmpty()) {
            entry.put("healthcheck", healthcheck(traits.ready()));
        }
        putList(entry, "volumes", mounts(service));
        confine(entry, service);
        return entry;
    }

    private Map<String, Object> build(ServiceSpec service) {
        Map<String, Object> build = new LinkedHashMap<>();
        ServiceSpec.Dockerfile dockerfile = service.dockerfile();
        String context = dockerfile == null ? service.path() : dockerfile.context();
        build.put("context", context.equals(".") ? "." : "./" + context);
        build.put("dockerfile", ImagePlaces.from(context, places.dockerfiles().getOrDefault(service.name(), "")));
        if (dockerfile != null && !dockerfile.target().isEmpty()) {
            build.put("target", dockerfile.target());
        }
        return build;
    }

    private Map<String, Object> environment(ServiceSpec service) {
        Map<String, Object> environment = new LinkedHashMap<>();
        for (Binding binding : bindings.of(service)) {
            environment.put(binding.name(), value(binding));
        }
        return environment;
    }

    private @Nullable String value(Binding binding) {
        Binding.Secret secret = binding.secret();
        String before = binding.before().replace("$", "$$");
        if (secret == null) {
            return before;
        }
        String name = variable(secret);
        secrets.add(name);
        if (!secret.required() && binding.isBare() && name.equals(binding.name())) {
            // Without a value it is passed on where it is set, and left unset elsewhere.
            return null;
        }
        String fallback = secret.required() ? ":?set it in .env" : ":-";
        return before + "${" + name + fallback + "}" + binding.after().replace("$", "$$");
    }

    /** Two stores of one kind have passwords of their own; what else has one name is one secret. */
    private String variable(Binding.Secret secret) {
        boolean several = services.stream()
                        .filter(service -> service.image() != null)
                        .map(StoreTraits::of)
                        .filter(traits -> traits.passwordVar().equals(secret.variable()))
                        .count()
                > 1;
        String owner = secret.owner().toUpperCase(Locale.ROOT).replace('-', '_');
        return several ? owner + "_" + secret.variable() : secret.variable();
    }

    /** Published where people or programs outside are to reach it; no two on one port of the host. */
    private List<String> ports(ServiceSpec service) {
        boolean served = service.kind() == ServiceKind.WEB
                || service.kind() == ServiceKind.API
                || service.kind() == ServiceKind.STATIC;
        if (!served) {
            return List.of();
        }
        List<String> ports = new ArrayList<>();
        for (ServiceSpec.Port port : service.ports()) {
            int host = port.number() < 1024 ? port.number() + 8000 : port.number();
            while (!hostPorts.add(host)) {
                host++;
            }
            ports.add(host + ":" + port.number());
        }
        return ports;
    }

    /** Only what starts earlier: compose refuses cycles. */
    private Map<String, Object> needs(ServiceSpec service) {
        Map<String, Object> needs = new LinkedHashMap<>();
        for (TopologyDocument.Edge edge : topology.edges()) {
            for (ServiceSpec earlier : services.subList(0, services.indexOf(service))) {
                if (edge.from().equals(service.name()) && edge.to().equals(earlier.name())) {
                    needs.put(
                            earlier.name(),
                            Map.of("condition", isProbed(earlier) ? "service_healthy" : "service_started"));
                }
            }
        }
        return needs;
    }

    private static boolean isProbed(ServiceSpec service) {
        ServiceSpec.Dockerfile dockerfile = service.dockerfile();
        return service.image() != null
                ? !StoreTraits.of(service).ready().isEmpty()
                : dockerfile != null && dockerfile.content().contains("\nHEALTHCHECK ");
    }

    private static Map<String, Object> healthcheck(List<String> argv) {
        List<String> test = new ArrayList<>(List.of("CMD"));
        // Compose fills in variables; those of the container's shell are left to it.
        argv.forEach(word -> test.add(word.replace("$", "$$")));
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("test", test);
        check.put("interval", "5s");
        check.put("timeout", "5s");
        check.put("retries", 12);
        check.put("start_period", "30s");
        return check;
    }

    private List<String> mounts(ServiceSpec service) {
        List<String> mounts = new ArrayList<>();
        int number = 0;
        for (String path : service.volumes()) {
            String name = service.name() + (number++ == 0 ? "-data" : "-data-" + number);
            volumes.put(name, Map.of());
            mounts.add(name + ":" + path);
        }
        return mounts;
    }

    private static void confine(Map<String, Object> entry, ServiceSpec service) {
        Confinement confinement = Confinement.of(service);
        entry.put("init", true);
        if (confinement.readOnlyRoot()) {
            entry.put("read_only", true);
            putList(entry, "tmpfs", confinement.scratch());
        }
        entry.put("cap_drop", List.of("ALL"));
        entry.put("security_opt", List.of("no-new-privileges:true"));
        ServiceSpec.Resources resources = service.resources();
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("cpus", String.valueOf(resources.cpus()));
        limits.put("memory", (resources.memoryBytes() >> 20) + "M");
        entry.put("pids_limit", resources.pids());
        entry.put("deploy", Map.of("resources", Map.of("limits", limits)));
    }

    private static void putList(Map<String, Object> entry, String key, List<?> values) {
        if (!values.isEmpty()) {
            entry.put(key, values);
        }
    }
}
