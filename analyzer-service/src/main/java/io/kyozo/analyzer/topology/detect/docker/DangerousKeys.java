package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.detect.docker.ComposeFile.RefusedKey;
import io.kyozo.analyzer.topology.parse.YamlTree;
import java.util.List;
import java.util.Map;

/** Keys of compose services that would let a service out of its container: never honoured, always said. */
final class DangerousKeys {
    private static final Map<String, String> PRESENT = Map.of(
            "devices", "it opens devices of the host",
            "cap_add", "it adds capabilities",
            "cgroup_parent", "it leaves its control group",
            "device_cgroup_rules", "it opens devices of the host",
            "security_opt", "it changes how the container is confined",
            "sysctls", "it changes settings of the kernel",
            "volumes_from", "it takes over the volumes of another container",
            "credential_spec", "it reads credentials of the host",
            "runtime", "it chooses another container runtime");

    private static final List<String> NAMESPACES =
            List.of("pid", "ipc", "network_mode", "userns_mode", "uts", "cgroup");

    private DangerousKeys() {}

    static void find(String dir, String service, JsonNode node, String text, List<RefusedKey> into) {
        if (node.path("privileged").asBoolean(false)) {
            add(service, "privileged", "it has all rights on the host", text, into);
        }
        PRESENT.forEach((key, why) -> {
            if (node.has(key) && !isHarmless(key, node.path(key))) {
                add(service, key, why, text, into);
            }
        });
        for (String key : NAMESPACES) {
            String value = node.path(key).asText("");
            if (value.equals("host") || value.startsWith("container:") || value.startsWith("service:")) {
                add(service, key, "it shares the namespace " + key + " with " + value, text, into);
            }
        }
        for (JsonNode volume : node.path("volumes")) {
            String source = volume.isObject()
                    ? volume.path("source").asText("")
                    : volume.asText("").split(":", 2)[0];
            boolean path = source.startsWith("/") || source.startsWith("~") || source.startsWith(".");
            boolean mounted = volume.isObject() || volume.asText("").contains(":");
            if (path && mounted && leaves(dir, source)) {
                add(service, "volumes", "it mounts " + source + " of the host", text, into);
            }
        }
    }

    private static boolean isHarmless(String key, JsonNode value) {
        if (key.equals("security_opt")) {
            boolean hardening = true;
            for (JsonNode option : value) {
                hardening &= option.asText("").startsWith("no-new-privileges");
            }
            return hardening;
        }
        return value.isNull() || value.isContainerNode() && value.isEmpty();
    }

    private static boolean leaves(String dir, String source) {
        return !source.startsWith(".") || FolderPath.escapes(FolderPath.join(dir, source));
    }

    private static void add(String service, String key, String why, String text, List<RefusedKey> into) {
        into.add(new RefusedKey(service, key, YamlTree.lineOf(text, "services", service, key), why));
    }
}
