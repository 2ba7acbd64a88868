package io.kyozo.analyzer.topology.generate.manifest;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kubernetes manifests for a topology, one file for each service and a kustomization that holds them together. They pass
 * the restricted profile of the pod security standards, and refer to secrets without ever holding a value.
 */
public final class KubernetesYaml {
    private final Bindings bindings;
    private final List<ServiceSpec> services;

    private KubernetesYaml(TopologyDocument topology, ImagePlaces places) {
        this.bindings = new Bindings(topology);
        this.services = topology.services().stream()
                .filter(service -> service.image() != null
                        || service.deployable() && places.dockerfiles().containsKey(service.name()))
                .toList();
    }

    /** Text by file name. */
    public static Map<String, String> of(TopologyDocument topology, ImagePlaces places) {
        return new KubernetesYaml(topology, places).write();
    }

    private Map<String, String> write() {
        Map<String, String> files = new LinkedHashMap<>();
        for (ServiceSpec service : services) {
            files.put(service.name() + ".yaml", manifest(service));
        }
        if (!files.isEmpty()) {
            files.put("kustomization.yaml", kustomization(List.copyOf(files.keySet())));
        }
        return files;
    }

    private String kustomization(List<String> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
        document.put("kind", "Kustomization");
        document.put("resources", files);
        List<Map<String, String>> images = new ArrayList<>();
        for (ServiceSpec service : services) {
            if (service.image() == null) {
                Map<String, String> image = new LinkedHashMap<>();
                image.put("name", service.name());
                image.put("newName", service.name());
                image.put("newTag", "1");
                images.add(image);
            }
        }
        if (images.isEmpty()) {
            return "# Apply with: kubectl apply -k kubernetes\n" + Yaml.of(document);
        }
        document.put("images", images);
        return "# Push the images, say here where they are, then apply with: kubectl apply -k kubernetes\n"
                + Yaml.of(document);
    }

    private String manifest(ServiceSpec service) {
        List<Binding> env = bindings.of(service);
        boolean stateful = !service.volumes().isEmpty();
        List<String> documents = new ArrayList<>();
        if (!service.ports().isEmpty() || stateful) {
            documents.add(Yaml.of(service(service)));
        }
        documents.add(Yaml.of(workload(service, env, stateful)));
        return secretsNeeded(env) + String.join("---\n", documents);
    }

    private static String secretsNeeded(List<Binding> env) {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        for (Binding binding : env) {
            Binding.Secret secret = binding.secret();
            if (secret != null) {
                keys.computeIfAbsent(secret.owner(), owner -> new TreeSet<>()).add(secret.variable());
            }
        }
        StringBuilder text = new StringBuilder();
        keys.forEach((owner, names) -> text.append("# Reads the Secret ")
                .append(owner)
                .append(" with the keys ")
                .append(String.join(", ", names))
                .append(". Make it with: kubectl create secret generic ")
                .append(owner)
                .append(" --from-env-file=FILE\n"));
        return text.toString();
    }

    private static Map<String, Object> service(ServiceSpec service) {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (ServiceSpec.Port port : service.ports()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", PodYaml.portName(port));
            entry.put("port", port.number());
            entry.put("targetPort", PodYaml.portName(port));
            ports.add(entry);
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        if (ports.isEmpty()) {
            // A stateful set wants a service for its names.
            spec.put("clusterIP", "None");
        }
        spec.put("selector", labels(service));
        if (!ports.isEmpty()) {
            spec.put("ports", ports);
        }
        return document("v1", "Service", service, spec);
    }

    private static Map<String, Object> workload(ServiceSpec service, List<Binding> env, boolean stateful) {
        Map<String, Object> spec = new LinkedHashMap<>();
        boolean web = service.scalable() && !service.ports().isEmpty();
        spec.put("replicas", web ? 2 : 1);
        spec.put("selector", Map.of("matchLabels", labels(service)));
        if (stateful) {
            spec.put("serviceName", service.name());
        } else if (!service.scalable()) {
            // Two at once would each have a state of their own.
            spec.put("strategy", Map.of("type", "Recreate"));
        }
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("metadata", Map.of("labels", labels(service)));
        template.put("spec", new PodYaml(service, env).spec());
        spec.put("template", template);
        if (stateful) {
            spec.put("volumeClaimTemplates", claims(service));
        }
        return document("apps/v1", stateful ? "StatefulSet" : "Deployment", service, spec);
    }

    private static List<Map<String, Object>> claims(ServiceSpec service) {
        List<Map<String, Object>> claims = new ArrayList<>();
        for (int i = 0; i < service.volumes().size(); i++) {
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("accessModes", List.of("ReadWriteOnce"));
            spec.put("resources", Map.of("requests", Map.of("storage", "1Gi")));
            Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("metadata", Map.of("name", PodYaml.volumeName(i)));
            claim.put("spec", spec);
            claims.add(claim);
        }
        return claims;
    }

    private static Map<String, Object> document(
            String version, String kind, ServiceSpec service, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", service.name());
        metadata.put("labels", labels(service));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", version);
        document.put("kind", kind);
        document.put("metadata", metadata);
        document.put("spec", spec);
        return document;
    }

    private static Map<String, Object> labels(ServiceSpec service) {
        return Map.of("app.kubernetes.io/name", service.name());
    }
}
