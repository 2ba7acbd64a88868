package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.detect.docker.ComposeFile.RefusedKey;
import io.kyozo.analyzer.topology.parse.YamlTree;
import java.util.List;
import java.util.Map;

/**
 * Keys of compose files that would let a service out of its container, and those that nobody knows: never honoured. Whoever
 * deploys the folder is told where they are.
 */
final class DangerousKeys {
    private static final Map<String, String> PRESENT = Map.ofEntries(
            Map.entry("devices", "it opens devices of the host"),
            Map.entry("gpus", "it opens devices of the host"),
            Map.entry("cap_add", "it adds capabilities"),
            Map.entry("cgroup_parent", "it leaves its control group"),
            Map.entry("device_cgroup_rules", "it opens devices of the host"),
            Map.entry("security_opt", "it changes how the container is confined"),
            Map.entry("sysctls", "it changes settings of the kernel"),
            Map.entry("volumes_from", "it takes over the volumes of another container"),
            Map.entry("credential_spec", "it reads credentials of the host"),
            Map.entry("use_api_socket", "it gives the engine's socket away"),
            Map.entry("runtime", "it chooses another container runtime"));

    private static final List<String> NAMESPACES =
            List.of("pid", "ipc", "network_mode", "userns_mode", "uts", "cgroup");

    private final Folder folder;
    private final String path;
    private final List<RefusedKey> found;

    /** @param path of the compose file that is read */
    DangerousKeys(Folder folder, String path, List<RefusedKey> found) {
        this.folder = folder;
        this.path = path;
        this.found = found;
    }

    void ofService(String service, JsonNode node) {
        if (node.path("privileged").asBoolean(false)) {
            add(service, "privileged", "it has all rights on the host");
        }
        PRESENT.forEach((key, why) -> {
            if (node.has(key) && !isHarmless(key, node.path(key))) {
                add(service, key, why);
            }
        });
        for (String key : NAMESPACES) {
            String value = node.path(key).asText("");
            if (value.equals("host") || value.startsWith("container:") || value.startsWith("service:")) {
                add(service, key, "it shares the namespace " + key + " with " + value);
            }
        }
        build(service, node.path("build"));
        mounts(service, node.path("volumes"));
        envFiles(service, node.path("env_file"));
        node.fieldNames().forEachRemaining(key -> {
            if (!KnownKeys.ofService(key)) {
                add(service, key, "it is no key of a compose service");
            }
        });
    }

    private void build(String service, JsonNode build) {
        if (build.path("privileged").asBoolean(false)) {
            addToBuild(service, "privileged", "its build has all rights on the host");
        }
        String network = build.path("network").asText("");
        if (network.equals("host") || network.startsWith("container:")) {
            addToBuild(service, "network", "its build shares the namespace network with " + network);
        }
        if (!isHarmless("entitlements", build.path("entitlements")) && build.has("entitlements")) {
            addToBuild(service, "entitlements", "its build asks for more rights");
        }
        for (JsonNode context : build.path("additional_contexts")) {
            String source = context.asText("").replaceFirst("^[^=/]*=", "");
            if (!source.contains(":") && leaves(inFolder(source))) {
                addToBuild(service, "additional_contexts", "it reads " + source + ", which is not in the folder");
            }
        }
        build.fieldNames().forEachRemaining(key -> {
            if (!KnownKeys.ofBuild(key)) {
                addToBuild(service, key, "it is no key of a compose build");
            }
        });
    }

    /** What is beside the services. */
    void ofFile(JsonNode document) {
        if (!document.path("services").isObject()) {
            return;
        }
        document.fieldNames().forEachRemaining(key -> {
            if (!KnownKeys.ofFile(key)) {
                addAt("", key, "it is no key of a compose file", key);
            }
        });
        files(document, "secrets");
        files(document, "configs");
        document.path("volumes").fields().forEachRemaining(volume -> {
            JsonNode options = volume.getValue().path("driver_opts");
            boolean binds = options.path("o").asText("").contains("bind");
            if (binds && leaves(options.path("device").asText(""))) {
                addAt("", "volumes", "it mounts a folder of the host", "volumes", volume.getKey());
            }
        });
    }

    private void files(JsonNode document, String kind) {
        document.path(kind).fields().forEachRemaining(named -> {
            String file = named.getValue().path("file").asText("");
            if (!file.isEmpty() && leaves(inFolder(file))) {
                addAt("", kind, "it reads " + file + ", which is not in the folder", kind, named.getKey());
            }
        });
    }

    /** {@code include} of a file that is not in the folder. */
    void ofInclude(String included) {
        addAt("", "include", "it takes over " + included + ", which is not in the folder", "include");
    }

    private void mounts(String service, JsonNode volumes) {
        for (JsonNode volume : volumes) {
            String source = volume.isObject()
                    ? volume.path("source").asText("")
                    : volume.asText("").split(":", 2)[0];
            boolean onHost = source.startsWith("/") || source.startsWith("~") || source.startsWith(".");
            boolean mounted = volume.isObject() || volume.asText("").contains(":");
            if (onHost && mounted && leaves(source)) {
                add(service, "volumes", "it mounts " + source + " of the host");
            }
        }
    }

    private void envFiles(String service, JsonNode files) {
        if (files.isTextual() && leaves(inFolder(files.asText()))) {
            add(service, "env_file", "it reads " + files.asText() + ", which is not in the folder");
        }
        for (JsonNode file : files) {
            String name = file.isObject() ? file.path("path").asText("") : file.asText("");
            if (leaves(inFolder(name))) {
                add(service, "env_file", "it reads " + name + ", which is not in the folder");
            }
        }
    }

    private static String inFolder(String name) {
        boolean relative = !name.startsWith("/") && !name.startsWith("~");
        return relative && !name.startsWith(".") ? "./" + name : name;
    }

    private static boolean isHarmless(String key, JsonNode value) {
        if (key.equals("security_opt")) {
            boolean hardening = true;
            for (JsonNode option : value) {
                hardening &= option.asText("").startsWith("no-new-privileges");
            }
            return hardening;
        }
        boolean off = value.isBoolean() && !value.asBoolean();
        return off || value.isNull() || value.isContainerNode() && value.isEmpty();
    }

    private boolean leaves(String source) {
        return !source.startsWith(".") || FolderPath.escapes(FolderPath.join(FolderPath.parent(path), source));
    }

    private void add(String service, String key, String why) {
        addAt(service, key, why, "services", service, key);
    }

    private void addToBuild(String service, String key, String why) {
        addAt(service, "build." + key, why, "services", service, "build", key);
    }

    /** In the file itself, else in the one that is laid over it. */
    private void addAt(String service, String key, String why, String... place) {
        for (String file : ComposeOverride.files(path)) {
            int line = folder.text(file)
                    .map(text -> YamlTree.lineOf(text.text(), place))
                    .orElse(0);
            if (line > 0) {
                found.add(new RefusedKey(service, key, file, line, why));
                return;
            }
        }
        found.add(new RefusedKey(service, key, path, 0, why));
    }
}
