package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.analyzer.topology.parse.Dotenv;
import io.kyozo.analyzer.topology.parse.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one service: short and long forms alike. */
final class ComposeReader {
    private final Folder folder;
    private final String dir;
    private final Map<String, String> variables;

    ComposeReader(Folder folder, String dir, Map<String, String> variables) {
        this.folder = folder;
        this.dir = dir;
        this.variables = variables;
    }

    ComposeService read(String name, int line, JsonNode node) {
        JsonNode build = node.path("build");
        String context = build.isTextual() ? text(build) : build.isObject() ? text(build.path("context"), ".") : "";
        String root = context.isEmpty() || context.contains("://") ? "" : FolderPath.join(dir, context);
        String dockerfile = text(build.path("dockerfile"));
        return new ComposeService(
                name,
                line,
                text(node.path("image")),
                root,
                dockerfile.isEmpty() || root.isEmpty() ? "" : FolderPath.join(root, dockerfile),
                text(build.path("target")),
                ports(node),
                environment(node),
                needs(node),
                volumes(node.path("volumes")),
                start(node),
                words(node.path("entrypoint")),
                words(node.path("command")),
                list(node.path("profiles")),
                health(node.path("healthcheck").path("test")),
                mounts(node.path("volumes")),
                hosts(node));
    }

    private Set<String> hosts(JsonNode node) {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(text(node.path("container_name")));
        hosts.add(text(node.path("hostname")));
        for (JsonNode network : node.path("networks")) {
            hosts.addAll(list(network.path("aliases")));
        }
        hosts.remove("");
        return hosts;
    }

    private String text(JsonNode node) {
        return text(node, "");
    }

    private String text(JsonNode node, String absent) {
        return node.isValueNode() && !node.isNull() ? ComposeFile.expand(node.asText(), variables) : absent;
    }

    private List<String> list(JsonNode node) {
        List<String> items = new ArrayList<>();
        node.forEach(item -> items.add(text(item)));
        return items;
    }

    /** {@code 8080:80}, {@code 127.0.0.1:8080:80/tcp}, {@code 80}, {@code target: 80}; and what expose names. */
    private List<Integer> ports(JsonNode node) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (JsonNode port : node.path("ports")) {
            add(port.isObject() ? text(port.path("target")) + "/" + text(port.path("protocol")) : text(port), ports);
        }
        for (JsonNode port : node.path("expose")) {
            add(text(port), ports);
        }
        return List.copyOf(ports);
    }

    private static void add(String written, Set<Integer> ports) {
        if (written.endsWith("/udp")) {
            return;
        }
        String inner = written.split("/", 2)[0];
        String target = inner.substring(inner.lastIndexOf(':') + 1).split("-", 2)[0];
        if (Numbers.isPort(target)) {
            ports.add(Integer.parseInt(target));
        }
    }

    /** What env files say, and over it what the service itself says. */
    private Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = new LinkedHashMap<>();
        JsonNode files = service.path("env_file");
        if (files.isTextual()) {
            envFile(text(files), environment);
        }
        for (JsonNode file : files) {
            envFile(file.isObject() ? text(file.path("path")) : text(file), environment);
        }
        JsonNode node = service.path("environment");
        if (node.isObject()) {
            node.fields().forEachRemaining(entry -> environment.put(entry.getKey(), text(entry.getValue())));
        } else {
            for (String item : list(node)) {
                int equals = item.indexOf('=');
                environment.put(
                        equals < 0 ? item : item.substring(0, equals), equals < 0 ? "" : item.substring(equals + 1));
            }
        }
        return environment;
    }

    private void envFile(String name, Map<String, String> into) {
        folder.text(FolderPath.join(dir, name))
                .ifPresent(text -> Dotenv.parse(text.lines()).forEach(entry -> into.put(entry.name(), entry.value())));
    }

    private Set<String> needs(JsonNode node) {
        Set<String> needs = new LinkedHashSet<>();
        JsonNode depends = node.path("depends_on");
        if (depends.isObject()) {
            depends.fieldNames().forEachRemaining(needs::add);
        } else {
            needs.addAll(list(depends));
        }
        list(node.path("links")).forEach(link -> needs.add(link.split(":", 2)[0]));
        return needs;
    }

    /** Where named and anonymous volumes are mounted; what is bound from the folder comes with the build context. */
    private List<String> volumes(JsonNode node) {
        List<String> mounts = new ArrayList<>();
        for (JsonNode volume : node) {
            if (volume.isObject()) {
                if (text(volume.path("type")).equals("volume")) {
                    mounts.add(text(volume.path("target")));
                }
                continue;
            }
            String[] parts = text(volume).split(":", 3);
            boolean bound = parts[0].startsWith(".")
                    || parts[0].startsWith("/") && parts.length > 1
                    || parts[0].startsWith("~");
            if (!bound) {
                mounts.add(parts.length == 1 ? parts[0] : parts[1]);
            }
        }
        return mounts.stream().filter(mount -> mount.startsWith("/")).distinct().toList();
    }

    private List<String> mounts(JsonNode node) {
        List<String> mounts = new ArrayList<>();
        for (JsonNode volume : node) {
            String source = volume.isObject()
                    ? text(volume.path("source"))
                    : text(volume).split(":", 2)[0];
            String path = FolderPath.join(dir, source);
            if (source.startsWith(".") && !FolderPath.escapes(path)) {
                mounts.add(path);
            }
        }
        return mounts;
    }

    /** The path that a check calls, such as {@code /health} of {@code curl -f http://localhost:8080/health}. */
    private String health(JsonNode test) {
        String line = test.isArray() ? String.join(" ", list(test)) : text(test);
        return DockerfileReading.calledPath(line);
    }

    /** What is run: the entry point that the file states, with the command as its arguments; else the command. */
    private List<String> start(JsonNode service) {
        JsonNode entry = service.path("entrypoint");
        JsonNode command = service.path("command");
        List<String> argv = new ArrayList<>(words(entry));
        if (argv.isEmpty()) {
            return command.isArray() ? list(command) : Dockerfile.argv(text(command));
        }
        argv.addAll(words(command));
        return argv;
    }

    private List<String> words(JsonNode node) {
        return node.isArray() ? list(node) : Dockerfile.words(text(node));
    }
}
