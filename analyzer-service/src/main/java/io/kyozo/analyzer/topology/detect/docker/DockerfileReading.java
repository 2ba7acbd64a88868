package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.source.Ports;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.analyzer.topology.parse.Dockerfile.Instruction;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a Dockerfile of the user says about the service beside it: it is built with it, and listens where it says. */
public final class DockerfileReading {
    /** Stacks by the beginning of the name of the base image. */
    private static final List<Map.Entry<String, String>> BASES = List.of(
            Map.entry("node", "node"),
            Map.entry("python", "python"),
            Map.entry("golang", "go"),
            Map.entry("ruby", "ruby"),
            Map.entry("php", "php"),
            Map.entry("rust", "rust"),
            Map.entry("openjdk", "java"),
            Map.entry("eclipse-temurin", "java"),
            Map.entry("maven", "java"),
            Map.entry("gradle", "java"),
            Map.entry("amazoncorretto", "java"),
            Map.entry("elixir", "elixir"),
            Map.entry("denoland/deno", "deno"),
            Map.entry("oven/bun", "bun"),
            Map.entry("mcr.microsoft.com/dotnet", "dotnet"),
            Map.entry("nginx", "nginx"),
            Map.entry("httpd", "nginx"),
            Map.entry("caddy", "nginx"),
            Map.entry("swift", "swift"),
            Map.entry("haskell", "haskell"),
            Map.entry("crystallang/crystal", "crystal"),
            Map.entry("clojure", "clojure"),
            Map.entry("gcc", "cpp"));

    private DockerfileReading() {}

    /** Applies the Dockerfile at {@code path}, built in {@code context}, to the draft. */
    public static void apply(Folder folder, String path, String context, String target, ServiceDraft draft) {
        Optional<Dockerfile> read = folder.text(path).map(text -> Dockerfile.parse(text.lines()));
        if (read.isEmpty() || read.get().stages().isEmpty()) {
            return;
        }
        Dockerfile file = read.get();
        boolean ignored = folder.has(FolderPath.join(context, ".dockerignore"));
        draft.dockerfile(
                new ServiceSpec.Dockerfile(path, "", context, target, ignored ? "" : ".git\n**/node_modules\n.env\n"));
        draft.shows(path, 1, 0.5, "has a Dockerfile");
        if (draft.ports().isEmpty()) {
            int line = file.last("EXPOSE").map(Instruction::line).orElse(0);
            for (int port : file.exposedPorts()) {
                draft.ports().add(new PortFinding(port, "http", "", new Evidence(path, line, 0.8, "exposes " + port)));
            }
        }
        if (draft.ports().isEmpty()) {
            portVariable(file, path).ifPresent(draft.ports()::add);
        }
        file.last("HEALTHCHECK").ifPresent(check -> health(check, draft));
        if (draft.kind() == ServiceKind.STATIC
                && !stack(file).equals("nginx")
                && !draft.stack().equals("static")) {
            // Its image runs a server of its own over the pages.
            draft.kind(ServiceKind.WEB).staticRoot("");
        }
        if (draft.start().isEmpty()) {
            file.last("CMD")
                    .or(() -> file.last("ENTRYPOINT"))
                    .ifPresent(command -> draft.start(Dockerfile.argv(command.arguments())));
        }
    }

    private static Optional<PortFinding> portVariable(Dockerfile file, String path) {
        int port = Ports.number(file.env().getOrDefault("PORT", file.env().getOrDefault("ASPNETCORE_URLS", "")));
        return port < 1
                ? Optional.empty()
                : Optional.of(new PortFinding(port, "http", "", new Evidence(path, 0, 0.7, "sets the port")));
    }

    private static void health(Instruction check, ServiceDraft draft) {
        String text = check.arguments();
        int at = text.indexOf("://");
        int slash = at < 0 ? -1 : text.indexOf('/', at + 3);
        if (slash > 0) {
            int end = slash;
            while (end < text.length() && " \"'|&),;".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            draft.defaultHealth(text.substring(slash, end));
        }
    }

    /** The stack that a Dockerfile builds on, from its images; {@code other} where they do not tell. */
    public static String stack(Folder folder, String path) {
        return folder.text(path)
                .map(text -> Dockerfile.parse(text.lines()))
                .map(DockerfileReading::stack)
                .orElse("other");
    }

    private static String stack(Dockerfile file) {
        String last = "other";
        for (Dockerfile.Stage stage : file.stages()) {
            String image = stage.image().toLowerCase(Locale.ROOT);
            String bare = image.startsWith("library/") ? image.substring(8) : image;
            for (Map.Entry<String, String> base : BASES) {
                if (bare.startsWith(base.getKey())) {
                    last = base.getValue();
                }
            }
        }
        String base = ofImage(file.baseImage());
        return base.isEmpty() ? last : base;
    }

    private static String ofImage(String image) {
        String bare = image.toLowerCase(Locale.ROOT);
        return BASES.stream()
                .filter(base -> bare.startsWith(base.getKey()))
                .map(Map.Entry::getValue)
                .filter(stack -> !stack.equals("go") || bare.startsWith("golang"))
                .findFirst()
                .orElse("");
    }
}
