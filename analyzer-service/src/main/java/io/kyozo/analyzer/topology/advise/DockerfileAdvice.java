package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.Secrets;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.analyzer.topology.parse.Dockerfile.Instruction;
import io.kyozo.analyzer.topology.parse.Dockerfile.Stage;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What could be better about a Dockerfile of the user: it is honoured as it is, and never changed. */
final class DockerfileAdvice {
    private final ServiceSpec spec;
    private final ServiceSpec.Dockerfile own;
    private final Dockerfile file;
    private final List<Recommendation> all = new ArrayList<>();

    private DockerfileAdvice(ServiceSpec spec, ServiceSpec.Dockerfile own, Dockerfile file) {
        this.spec = spec;
        this.own = own;
        this.file = file;
    }

    static List<Recommendation> of(Folder folder, ServiceSpec spec) {
        ServiceSpec.Dockerfile own = spec.dockerfile();
        if (own == null || own.path().isEmpty()) {
            return List.of();
        }
        return folder.text(own.path())
                .map(text -> Dockerfile.parse(text.lines()))
                .filter(file -> !file.stages().isEmpty())
                .map(file -> new DockerfileAdvice(spec, own, file).recommend())
                .orElse(List.of());
    }

    private List<Recommendation> recommend() {
        rootUser();
        unpinned();
        secrets();
        shellForm();
        oneStage();
        return all;
    }

    private void rootUser() {
        String base = file.baseImage();
        boolean ordinary = base.contains("nonroot") || base.contains("unprivileged") || base.contains("distroless");
        String user = file.last("USER").map(Instruction::arguments).orElse("").strip();
        boolean root = user.isEmpty() ? !ordinary : user.equals("root") || user.equals("0") || user.startsWith("0:");
        if (root) {
            int line = file.last("USER")
                    .or(() -> file.last("CMD"))
                    .or(() -> file.last("ENTRYPOINT"))
                    .map(Instruction::line)
                    .orElse(1);
            add(
                    "security.root-user",
                    "warning",
                    "Run " + spec.name() + " as an ordinary user",
                    "What breaks into the service is root in its container. Make a user and put USER before CMD.",
                    line,
                    user.isEmpty() ? "has no USER" : "runs as " + user);
        }
    }

    private void unpinned() {
        Set<String> stages = new HashSet<>(Set.of("scratch"));
        for (Stage stage : file.stages()) {
            String image = stage.image();
            String name = image.substring(image.lastIndexOf('/') + 1);
            boolean moves =
                    !image.contains("@") && !image.contains("$") && (!name.contains(":") || name.endsWith(":latest"));
            if (moves && !stages.contains(image.toLowerCase(Locale.ROOT))) {
                add(
                        "build.unpinned-base",
                        "info",
                        "Pin the base image of " + spec.name(),
                        "A tag that moves makes builds differ from day to day. Name a version, such as "
                                + name.replace(":latest", "") + ":1.2.",
                        stage.line(),
                        "starts from " + image);
                return;
            }
            stages.add(stage.name().toLowerCase(Locale.ROOT));
        }
    }

    private void secrets() {
        for (Instruction instruction : file.instructions()) {
            boolean sets =
                    instruction.keyword().equals("ENV") || instruction.keyword().equals("ARG");
            int equals = instruction.arguments().indexOf('=');
            if (sets && equals > 0) {
                String name = instruction.arguments().substring(0, equals).strip();
                String value = instruction.arguments().substring(equals + 1).strip();
                if (!value.isEmpty() && !value.startsWith("$") && Secrets.isSecret(name, value)) {
                    add(
                            "security.secret-in-image",
                            "critical",
                            "Take " + name + " out of the image of " + spec.name(),
                            "Whoever has the image can read it from its history. Set it when the service runs, and"
                                    + " replace it.",
                            instruction.line(),
                            "sets " + name);
                    return;
                }
            }
        }
    }

    private void shellForm() {
        file.last("ENTRYPOINT")
                .or(() -> file.last("CMD"))
                .filter(main -> !main.arguments().strip().startsWith("[")
                        && !main.arguments().strip().startsWith("exec "))
                .ifPresent(main -> add(
                        "reliability.shell-form",
                        "info",
                        "Let the stop signal reach " + spec.name(),
                        "A shell is process 1 and does not pass the signal on: the service is killed when it is to end."
                                + " Write " + main.keyword() + " as a list, such as [\"node\", \"server.js\"].",
                        main.line(),
                        "starts " + main.keyword() + " in a shell"));
    }

    /** Compilers and sources in the image that runs. */
    private void oneStage() {
        String base = file.baseImage();
        boolean compiler = base.startsWith("golang:")
                || base.startsWith("rust:")
                || base.startsWith("maven:")
                || base.startsWith("gradle:")
                || base.contains("dotnet/sdk");
        if (file.stages().size() == 1 && compiler) {
            add(
                    "build.one-stage",
                    "info",
                    "Build " + spec.name() + " in a stage of its own",
                    "The image carries the compiler, which makes it big and helps an intruder. Build in a first stage and"
                            + " copy the result into a small image.",
                    file.stages().get(0).line(),
                    "runs on " + base);
        }
    }

    private void add(String id, String severity, String title, String detail, int line, String shows) {
        all.add(new Recommendation(id, severity, title, detail, List.of(new Evidence(own.path(), line, 0.9, shows))));
    }
}
