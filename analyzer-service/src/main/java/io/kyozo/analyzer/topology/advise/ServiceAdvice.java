package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** What could be better about one service. */
final class ServiceAdvice {
    private final Folder folder;
    private final ServiceDraft draft;
    private final ServiceSpec spec;
    private final List<Recommendation> all = new ArrayList<>();

    private ServiceAdvice(Folder folder, ServiceDraft draft, ServiceSpec spec) {
        this.folder = folder;
        this.draft = draft;
        this.spec = spec;
    }

    static List<Recommendation> of(Folder folder, ServiceDraft draft, ServiceSpec spec) {
        ServiceAdvice advice = new ServiceAdvice(folder, draft, spec);
        advice.lockFile();
        advice.health();
        advice.loopback();
        advice.signals();
        advice.endOfLife();
        advice.ownDockerfile();
        return advice.all;
    }

    private void lockFile() {
        if (!spec.stack().equals("node") || draft.dependencies().isEmpty()) {
            return;
        }
        boolean locked = draft.evidence().stream().anyMatch(item -> item.shows().equals("locks its packages"));
        if (!locked) {
            add(
                    "build.no-lock-file",
                    "warning",
                    "Lock the packages of " + spec.name(),
                    "Without a lock file every build may fetch other versions. Run npm install once and keep package-lock.json.",
                    new Evidence(FolderPath.join(spec.path(), "package.json"), 1, 0.9, "has no lock file beside it"));
        }
    }

    private void health() {
        boolean http = !spec.ports().isEmpty() && spec.image() == null && spec.kind() != ServiceKind.STATIC;
        ServiceSpec.Health probe = spec.health();
        if (http && probe != null && probe.protocol().equals("tcp")) {
            List<Evidence> where = draft.findings().listeners().isEmpty()
                    ? draft.evidence()
                    : draft.findings().listeners();
            add(
                    "reliability.no-health-endpoint",
                    "info",
                    "Give " + spec.name() + " a health endpoint",
                    "An open port does not show that the service can do its work. Answer 200 on /healthz while it can.",
                    where.isEmpty() ? new Evidence(spec.path(), 0, 0.5, "has no health route") : where.get(0));
        }
    }

    private void loopback() {
        draft.findings().loopbackOnly().stream()
                .findFirst()
                .ifPresent(where -> add(
                        "network.loopback-only",
                        "warning",
                        "Let " + spec.name() + " listen on all addresses",
                        "What listens on 127.0.0.1 in a container can't be reached from outside it. Listen on 0.0.0.0.",
                        where));
    }

    private void signals() {
        boolean listens = !draft.findings().listeners().isEmpty();
        boolean bare = spec.stack().equals("node") || spec.stack().equals("go");
        if (listens && bare && draft.findings().signalHandlers().isEmpty() && spec.kind() != ServiceKind.STATIC) {
            add(
                    "reliability.no-graceful-stop",
                    "info",
                    "Let " + spec.name() + " end in order",
                    "Without a handler for SIGTERM, requests under way are cut off whenever a new version takes over.",
                    draft.findings().listeners().get(0));
        }
    }

    private void endOfLife() {
        String oldest =
                switch (spec.stack()) {
                    case "node" -> "20";
                    case "python" -> "3.10";
                    case "php" -> "8.2";
                    case "ruby" -> "3.2";
                    default -> "";
                };
        if (!oldest.isEmpty()
                && !spec.version().isEmpty()
                && number(spec.version()) < number(oldest)
                && !spec.version().equals("3.1")) {
            Evidence where = draft.evidence().stream()
                    .filter(item -> item.shows().startsWith("wants "))
                    .findFirst()
                    .orElse(new Evidence(spec.path(), 0, 0.5, "runs on " + spec.stack() + " " + spec.version()));
            add(
                    "security.end-of-life",
                    "warning",
                    "Move " + spec.name() + " to a supported " + spec.stack(),
                    spec.stack() + " " + spec.version() + " gets no security fixes any more.",
                    where);
        }
    }

    private static int number(String version) {
        int value = 0;
        String[] parts = version.split("\\.", 3);
        for (int i = 0; i < 2; i++) {
            int part = i < parts.length ? Math.max(0, io.kyozo.analyzer.topology.parse.Numbers.leading(parts[i])) : 0;
            value = value * 1000 + part;
        }
        return value;
    }

    private void ownDockerfile() {
        ServiceSpec.Dockerfile own = spec.dockerfile();
        if (own == null || own.path().isEmpty()) {
            return;
        }
        folder.text(own.path()).map(text -> Dockerfile.parse(text.lines())).ifPresent(file -> {
            if (file.all("USER").isEmpty()
                    && !file.baseImage().contains("nonroot")
                    && !file.baseImage().contains("unprivileged")) {
                add(
                        "security.root-user",
                        "warning",
                        "Run " + spec.name() + " as an ordinary user",
                        "The image has no USER: what breaks into the service is root in its container.",
                        new Evidence(
                                own.path(),
                                file.last("CMD")
                                        .map(Dockerfile.Instruction::line)
                                        .orElse(1),
                                0.9,
                                "has no USER"));
            }
            file.stages().stream()
                    .filter(stage -> stage.image().endsWith(":latest")
                            || !stage.image().contains(":")
                                    && !stage.image().contains("@")
                                    && !stage.image().equals("scratch")
                                    && stage.image().contains("/"))
                    .findFirst()
                    .ifPresent(stage -> add(
                            "build.unpinned-base",
                            "info",
                            "Pin the base image of " + spec.name(),
                            "A tag that moves makes builds differ from day to day.",
                            new Evidence(own.path(), stage.line(), 0.8, "starts from " + stage.image())));
        });
    }

    private void add(String id, String severity, String title, String detail, Evidence evidence) {
        all.add(new Recommendation(id, severity, title, detail, List.of(evidence)));
    }
}
