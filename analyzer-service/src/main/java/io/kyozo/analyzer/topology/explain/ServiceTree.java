package io.kyozo.analyzer.topology.explain;

import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import io.kyozo.contracts.topology.TopologyDocument.External;
import io.kyozo.contracts.topology.TopologyDocument.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One service as a tree. */
final class ServiceTree {
    private final TopologyDocument document;
    private final Detail detail;
    private final Style style;

    ServiceTree(TopologyDocument document, Detail detail, Style style) {
        this.document = document;
        this.detail = detail;
        this.style = style;
    }

    List<String> of(ServiceSpec service) {
        Branch tree = new Branch(
                style.strong(service.name()) + "  " + what(service) + "  " + Explanation.percent(service.confidence()));
        service.ports().forEach(port -> tree.add(port(port)));
        health(service, tree);
        needs(service, tree);
        externals(service, tree);
        migrations(service, tree);
        if (detail == Detail.FULL) {
            commands(service, tree);
            env(service, tree);
            service.volumes().forEach(volume -> tree.add("keeps " + volume));
            tree.add(limits(service));
            why(service, tree);
        } else {
            service.evidence().stream().limit(1).forEach(item -> tree.add(evidence(item, style)));
        }
        return tree.lines();
    }

    /** One piece of evidence: {@code package.json:7 depends on express (0.6)}. */
    static String evidence(Evidence item, Style style) {
        String weight = String.format(Locale.ROOT, " (%.2f)", item.weight());
        return Explanation.place(item) + " " + item.shows() + style.faint(weight);
    }

    private static String what(ServiceSpec service) {
        List<String> parts = new ArrayList<>();
        parts.add(service.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        String image = service.image();
        if (image != null) {
            parts.add("image " + image);
            return String.join(", ", parts);
        }
        parts.add((service.stack() + " " + service.version()).strip());
        if (!service.framework().isEmpty()) {
            parts.add(service.framework());
        }
        parts.add(service.path().equals(".") ? "the folder itself" : service.path() + "/");
        return String.join(", ", parts);
    }

    private static String port(ServiceSpec.Port port) {
        String variable = port.envVar().isEmpty() ? "" : ", set by " + port.envVar();
        return "listens on " + port.number() + " (" + port.protocol() + ", " + (port.stated() ? "stated" : "by default")
                + variable + ")";
    }

    private static void health(ServiceSpec service, Branch tree) {
        ServiceSpec.Health health = service.health();
        if (health != null) {
            boolean http = health.protocol().equals("http");
            tree.add("is probed by " + (http ? "GET " + health.path() : "connecting") + " on " + health.port());
        }
    }

    private void needs(ServiceSpec service, Branch tree) {
        for (Edge edge : document.edges()) {
            if (edge.from().equals(service.name())) {
                String variable = edge.envVar().isEmpty() ? "" : " through " + edge.envVar();
                Branch need = tree.add("needs " + edge.to() + " (" + edge.kind() + ")" + variable + ", "
                        + Explanation.percent(edge.confidence()));
                if (detail == Detail.FULL) {
                    edge.evidence().forEach(item -> need.add(evidence(item, style)));
                }
            }
        }
    }

    private void externals(ServiceSpec service, Branch tree) {
        List<External> spoken = document.externals().stream()
                .filter(external -> external.service().equals(service.name()))
                .toList();
        if (detail != Detail.FULL && !spoken.isEmpty()) {
            tree.add("speaks to " + spoken.stream().map(External::title).collect(Collectors.joining(", ")));
            return;
        }
        for (External external : spoken) {
            Branch one = tree.add("speaks to " + external.title() + " (" + external.category() + ")");
            external.evidence().forEach(item -> one.add(evidence(item, style)));
        }
    }

    private void migrations(ServiceSpec service, Branch tree) {
        for (Migration migration : document.migrations()) {
            if (migration.service().equals(service.name())) {
                String command = migration.command().isEmpty() ? "" : ": " + String.join(" ", migration.command());
                Branch one = tree.add("has migrations of " + migration.tool() + " in " + migration.path()
                        + (migration.atStart() ? ", run when it starts" : command));
                if (detail == Detail.FULL) {
                    migration.evidence().forEach(item -> one.add(evidence(item, style)));
                }
            }
        }
    }

    private void commands(ServiceSpec service, Branch tree) {
        service.build().forEach(command -> tree.add("is built by " + String.join(" ", command)));
        if (!service.start().isEmpty()) {
            tree.add("is started by " + String.join(" ", service.start()));
        }
        if (!service.staticRoot().isEmpty()) {
            tree.add("serves the files in " + service.staticRoot());
        }
        ServiceSpec.Dockerfile dockerfile = service.dockerfile();
        if (dockerfile != null) {
            tree.add(
                    dockerfile.path().isEmpty()
                            ? "gets a generated Dockerfile (context " + dockerfile.context() + ")"
                            : "has its own " + dockerfile.path() + " (context " + dockerfile.context() + ")");
        }
    }

    private void env(ServiceSpec service, Branch tree) {
        if (service.env().isEmpty()) {
            return;
        }
        Branch env = tree.add("reads");
        for (ServiceSpec.EnvVar variable : service.env()) {
            String value = variable.value();
            String where = variable.evidence().stream().map(Explanation::place).collect(Collectors.joining(", "));
            env.add(variable.name()
                    + (value == null ? "" : "=" + value)
                    + (variable.secret() ? ", a secret" : "")
                    + (variable.required() ? ", required" : "")
                    + (where.isEmpty() ? "" : style.faint("  " + where)));
        }
    }

    private static String limits(ServiceSpec service) {
        ServiceSpec.Resources limits = service.resources();
        return String.format(
                Locale.ROOT,
                "begins with %d MiB, %.2f CPUs, %d processes; %s",
                limits.memoryBytes() >> 20,
                limits.cpus(),
                limits.pids(),
                service.scalable() ? "may have replicas" : "keeps state, so that there is one of it");
    }

    private void why(ServiceSpec service, Branch tree) {
        Branch why = tree.add("because");
        service.evidence().forEach(item -> why.add(evidence(item, style)));
    }
}
