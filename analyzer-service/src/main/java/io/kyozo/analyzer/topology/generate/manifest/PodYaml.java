package io.kyozo.analyzer.topology.generate.manifest;

import io.kyozo.contracts.topology.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pod of a service, under the restricted profile of the pod security standards. */
final class PodYaml {
    private final ServiceSpec service;
    private final List<Binding> env;
    private final Confinement confinement;

    PodYaml(ServiceSpec service, List<Binding> env) {
        this.service = service;
        this.env = env;
        this.confinement = Confinement.of(service);
    }

    Map<String, Object> spec() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("automountServiceAccountToken", false);
        spec.put("enableServiceLinks", false);
        if (confinement.bareMain()) {
            // Process 1 without a handler ignores the stop signal: with this, the main process is not process 1.
            spec.put("shareProcessNamespace", true);
        }
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("runAsNonRoot", true);
        security.put("runAsUser", confinement.uid());
        security.put("runAsGroup", confinement.uid());
        if (!service.volumes().isEmpty()) {
            security.put("fsGroup", confinement.uid());
            security.put("fsGroupChangePolicy", "OnRootMismatch");
        }
        security.put("seccompProfile", Map.of("type", "RuntimeDefault"));
        spec.put("securityContext", security);
        spec.put("containers", List.of(container()));
        List<Map<String, Object>> scratch = new ArrayList<>();
        for (int i = 0; i < confinement.scratch().size(); i++) {
            Map<String, Object> volume = new LinkedHashMap<>();
            volume.put("name", scratchName(i));
            volume.put("emptyDir", Map.of("sizeLimit", "64Mi"));
            scratch.add(volume);
        }
        if (!scratch.isEmpty()) {
            spec.put("volumes", scratch);
        }
        return spec;
    }

    private Map<String, Object> container() {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", service.name());
        String image = service.image();
        container.put("image", image == null ? service.name() : image);
        ServiceSpec.Dockerfile own = service.dockerfile();
        if (own != null && !own.entrypoint().isEmpty()) {
            container.put("command", own.entrypoint());
        }
        List<String> arguments = own != null
                ? own.command()
                : image == null ? List.of() : StoreTraits.of(service).command();
        if (!arguments.isEmpty()) {
            container.put("args", arguments);
        }
        if (!service.ports().isEmpty()) {
            container.put("ports", ports());
        }
        if (!env.isEmpty()) {
            container.put("env", environment());
        }
        container.put("resources", resources());
        probes(container);
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("allowPrivilegeEscalation", false);
        security.put("capabilities", Map.of("drop", List.of("ALL")));
        security.put("readOnlyRootFilesystem", confinement.readOnlyRoot());
        container.put("securityContext", security);
        List<Map<String, Object>> mounts = mounts();
        if (!mounts.isEmpty()) {
            container.put("volumeMounts", mounts);
        }
        return container;
    }

    private List<Map<String, Object>> ports() {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (ServiceSpec.Port port : service.ports()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", portName(port));
            entry.put("containerPort", port.number());
            ports.add(entry);
        }
        return ports;
    }

    private List<Map<String, Object>> environment() {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        for (Binding binding : env) {
            Binding.Secret secret = binding.secret();
            if (secret == null) {
                entries.put(binding.name(), literal(binding.name(), escaped(binding.before())));
            } else if (binding.isBare()) {
                entries.put(binding.name(), reference(binding.name(), secret));
            } else {
                // A value made of others must stand behind them.
                String held = held(secret);
                entries.put(held, reference(held, secret));
                String value = escaped(binding.before()) + "$(" + held + ")" + escaped(binding.after());
                entries.put(binding.name(), literal(binding.name(), value));
            }
        }
        return List.copyOf(entries.values());
    }

    /** A name of its own for each store's password, which a pod may need two of. */
    private static String held(Binding.Secret secret) {
        String owner = secret.owner().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
        return secret.variable().startsWith(owner) ? secret.variable() : owner + secret.variable();
    }

    private static Map<String, Object> literal(String name, String value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("value", value);
        return entry;
    }

    private static Map<String, Object> reference(String name, Binding.Secret secret) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", secret.owner());
        key.put("key", secret.variable());
        if (!secret.required()) {
            key.put("optional", true);
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("valueFrom", Map.of("secretKeyRef", key));
        return entry;
    }

    private static String escaped(String value) {
        return value.replace("$(", "$$(");
    }

    private Map<String, Object> resources() {
        ServiceSpec.Resources wanted = service.resources();
        long megabytes = wanted.memoryBytes() >> 20;
        Map<String, Object> requests = new LinkedHashMap<>();
        requests.put("cpu", Math.max(10, Math.round(wanted.cpus() * 250)) + "m");
        requests.put("memory", Math.max(16, megabytes / 2) + "Mi");
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("cpu", Math.max(10, Math.round(wanted.cpus() * 1000)) + "m");
        limits.put("memory", Math.max(16, megabytes) + "Mi");
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put("requests", requests);
        resources.put("limits", limits);
        return resources;
    }

    /** Liveness asks the port alone: what needs another service that is down is not mended by a restart. */
    private void probes(Map<String, Object> container) {
        ServiceSpec.Health health = service.health();
        if (health == null) {
            return;
        }
        Map<String, Object> socket = Map.of("tcpSocket", Map.of("port", health.port()));
        container.put("startupProbe", probe(socket, 2, 60));
        container.put("livenessProbe", probe(socket, 10, 3));
        Map<String, Object> get = new LinkedHashMap<>();
        get.put("path", health.path().isEmpty() ? "/" : health.path());
        get.put("port", health.port());
        List<String> ready =
                service.image() == null ? List.of() : StoreTraits.of(service).ready();
        Map<String, Object> readiness = health.protocol().equals("http")
                ? Map.of("httpGet", get)
                : ready.isEmpty() ? socket : Map.of("exec", Map.of("command", ready));
        container.put("readinessProbe", probe(readiness, 5, 3));
    }

    private static Map<String, Object> probe(Map<String, Object> action, int seconds, int failures) {
        Map<String, Object> probe = new LinkedHashMap<>(action);
        probe.put("periodSeconds", seconds);
        probe.put("timeoutSeconds", 5);
        probe.put("failureThreshold", failures);
        return probe;
    }

    private List<Map<String, Object>> mounts() {
        List<Map<String, Object>> mounts = new ArrayList<>();
        for (int i = 0; i < service.volumes().size(); i++) {
            mounts.add(mount(volumeName(i), service.volumes().get(i)));
        }
        for (int i = 0; i < confinement.scratch().size(); i++) {
            mounts.add(mount(scratchName(i), confinement.scratch().get(i)));
        }
        return mounts;
    }

    private static Map<String, Object> mount(String name, String path) {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("name", name);
        mount.put("mountPath", path);
        return mount;
    }

    static String volumeName(int number) {
        return number == 0 ? "data" : "data-" + (number + 1);
    }

    private static String scratchName(int number) {
        return number == 0 ? "scratch" : "scratch-" + (number + 1);
    }

    /** At most 15 characters with a letter, as a port's name must be. */
    static String portName(ServiceSpec.Port port) {
        String name = port.protocol().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String prefix = name.isEmpty() || name.length() > 9 ? "tcp" : name;
        return prefix + "-" + port.number();
    }
}
