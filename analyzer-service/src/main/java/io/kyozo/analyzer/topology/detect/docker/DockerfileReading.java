package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.source.CommandPorts;
import io.kyozo.analyzer.topology.detect.source.Ports;
import io.kyozo.analyzer.topology.detect.web.WebServerPort;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.analyzer.topology.parse.Dockerfile.Instruction;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.List;
import java.util.Optional;

/** What a Dockerfile of the user says about the service beside it: it is built with it, and listens where it says. */
public final class DockerfileReading {
    private static final List<String> PASSING =
            List.of("/tmp", "/var/tmp", "/run", "/var/run", "/var/cache", "/var/log", "/dev", "/proc", "/sys");

    private DockerfileReading() {}

    /** Applies the Dockerfile at {@code path}, built in {@code context}, to the draft. */
    public static void apply(Folder folder, String path, String context, String target, ServiceDraft draft) {
        Optional<Dockerfile> read =
                folder.text(path).map(text -> Dockerfile.parse(text.lines()).upTo(target));
        if (read.isEmpty() || read.get().stages().isEmpty()) {
            return;
        }
        Dockerfile file = read.get();
        boolean ignored = folder.has(FolderPath.join(context, ".dockerignore"));
        draft.dockerfile(
                new ServiceSpec.Dockerfile(path, "", context, target, ignored ? "" : ".git\n**/node_modules\n.env\n"));
        draft.shows(path, 1, 0.5, "has a Dockerfile");
        if (!file.exposedPorts().isEmpty()) {
            // What a script says holds on a developer's machine; the image says where it listens in a container.
            draft.ports().removeIf(finding -> finding.evidence().weight() < 0.8);
        }
        if (draft.ports().isEmpty()) {
            int line = file.last("EXPOSE").map(Instruction::line).orElse(0);
            for (int port : file.exposedPorts()) {
                draft.ports().add(new PortFinding(port, "http", "", new Evidence(path, line, 0.8, "exposes " + port)));
            }
        }
        if (draft.ports().isEmpty()) {
            portVariable(file, path).ifPresent(draft.ports()::add);
        }
        file.last("CMD")
                .or(() -> file.last("ENTRYPOINT"))
                .ifPresent(command -> CommandPorts.apply(
                        String.join(" ", Dockerfile.argv(command.arguments())),
                        new Evidence(path, command.line(), 0.8, "starts " + command.arguments()),
                        draft));
        file.last("HEALTHCHECK").ifPresent(check -> health(check, draft));
        if (draft.ports().isEmpty() && BaseStacks.of(file).equals("nginx")) {
            draft.ports().add(WebServerPort.of(folder, path, context, file.baseImage()));
        }
        draft.volumes().addAll(volumes(file));
        if (draft.kind() == ServiceKind.STATIC
                && !BaseStacks.of(file).equals("nginx")
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

    /** Where the image keeps what must survive; what it says of places for passing things is not meant. */
    private static List<String> volumes(Dockerfile file) {
        return file.all("VOLUME").stream()
                .map(Instruction::arguments)
                .flatMap(text ->
                        (text.strip().startsWith("[") ? Dockerfile.argv(text) : Dockerfile.words(text)).stream())
                .filter(place -> place.startsWith("/") && PASSING.stream().noneMatch(place::startsWith))
                .toList();
    }

    private static Optional<PortFinding> portVariable(Dockerfile file, String path) {
        int port = Ports.number(file.env().getOrDefault("PORT", file.env().getOrDefault("ASPNETCORE_URLS", "")));
        return port < 1
                ? Optional.empty()
                : Optional.of(new PortFinding(port, "http", "", new Evidence(path, 0, 0.7, "sets the port")));
    }

    private static void health(Instruction check, ServiceDraft draft) {
        String path = calledPath(check.arguments());
        if (!path.isEmpty()) {
            draft.defaultHealth(path);
        }
    }

    /** The path of the first URL in a check's command line; empty where it calls none, or only the root. */
    static String calledPath(String text) {
        int at = text.indexOf("://");
        int slash = at < 0 ? -1 : text.indexOf('/', at + 3);
        int blank = at < 0 ? -1 : text.indexOf(' ', at);
        if (slash < 0 || blank >= 0 && blank < slash) {
            return "";
        }
        int end = slash;
        while (end < text.length() && " \"'|&),;".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(slash, end);
    }

    /** The stack that a Dockerfile builds on, from its images; {@code other} where they do not tell. */
    public static String stack(Folder folder, String path, String target) {
        return folder.text(path)
                .map(text -> Dockerfile.parse(text.lines()).upTo(target))
                .map(BaseStacks::of)
                .orElse("other");
    }
}
