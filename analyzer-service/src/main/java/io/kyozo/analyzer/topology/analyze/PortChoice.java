package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.source.Ports;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides where a service listens: what compose files, Dockerfiles and configuration state comes before what code falls
 * back to, and that before a framework's default.
 */
final class PortChoice {
    /** Where nothing says which port, and the service takes any that PORT names. */
    static final int CONVENTIONAL = 8080;

    /** An ordinary user can't listen below 1024 everywhere; generated images of sites listen here. */
    static final int SITE = 8080;

    private PortChoice() {}

    static List<Port> of(ServiceDraft draft) {
        if (draft.isSilent()) {
            return List.of();
        }
        if (draft.isManaged()) {
            return managed(draft);
        }
        if (draft.kind() == ServiceKind.STATIC
                && draft.dockerfile() == null
                && draft.ports().isEmpty()) {
            return List.of(new Port(SITE, "http", false, ""));
        }
        String variable = variable(draft);
        List<Port> stated = stated(draft, variable);
        if (!stated.isEmpty()) {
            return stated;
        }
        if (draft.defaultPort() > 0) {
            return List.of(new Port(draft.defaultPort(), "http", false, variable.isEmpty() ? "PORT" : variable));
        }
        boolean listens = !draft.findings().listeners().isEmpty();
        if (listens || draft.findings().env().containsKey("PORT")) {
            return List.of(new Port(CONVENTIONAL, "http", false, variable));
        }
        return List.of();
    }

    private static List<Port> managed(ServiceDraft draft) {
        List<Port> ports = new ArrayList<>();
        String protocol = Store.ofStack(draft.stack()).map(Store::stack).orElse("tcp");
        for (PortFinding finding : draft.ports()) {
            ports.add(new Port(
                    finding.number(), finding.protocol().equals("http") ? protocol : finding.protocol(), true, ""));
        }
        boolean stated = ports.stream().anyMatch(port -> port.number() == draft.defaultPort());
        boolean store = Store.ofStack(draft.stack()).isPresent();
        if (!stated && draft.defaultPort() > 0 && (ports.isEmpty() || store)) {
            // A store listens on its own port, whatever else is published of it, such as a page to watch it.
            ports.add(0, new Port(draft.defaultPort(), protocol, false, ""));
        }
        return ports.stream().distinct().toList();
    }

    /** The variable that sets the port; empty where it is fixed. */
    private static String variable(ServiceDraft draft) {
        return draft.findings().ports().stream()
                .map(PortFinding::envVar)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .or(() -> draft.findings().env().keySet().stream()
                        .filter(Ports::isOwn)
                        .sorted()
                        .findFirst())
                .orElse("");
    }

    private static List<Port> stated(ServiceDraft draft, String variable) {
        List<PortFinding> findings = new ArrayList<>(draft.ports());
        settled(draft).ifPresent(found -> findings.add(0, found));
        if (findings.isEmpty()) {
            draft.findings().ports().stream()
                    .filter(finding -> finding.number() > 0)
                    .max(Comparator.comparingDouble(
                            finding -> finding.evidence().weight()))
                    .ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            fallback(draft, variable).ifPresent(findings::add);
        }
        Map<Integer, Port> ports = new LinkedHashMap<>();
        for (PortFinding finding : findings) {
            boolean first = ports.isEmpty();
            String name = finding.envVar().isEmpty() && first ? variable : finding.envVar();
            ports.putIfAbsent(finding.number(), new Port(finding.number(), finding.protocol(), true, name));
        }
        return List.copyOf(ports.values());
    }

    /** A value that a compose file gives to the variable of the port, where it names no port itself. */
    private static java.util.Optional<PortFinding> settled(ServiceDraft draft) {
        if (!draft.ports().isEmpty()) {
            return java.util.Optional.empty();
        }
        return draft.stated().entrySet().stream()
                .filter(entry -> Ports.isOwn(entry.getKey()) || entry.getKey().equals("ASPNETCORE_URLS"))
                .filter(entry -> Ports.number(entry.getValue()) > 0)
                .findFirst()
                .map(entry -> new PortFinding(
                        Ports.number(entry.getValue()),
                        "http",
                        entry.getKey(),
                        new io.kyozo.contracts.topology.Evidence(draft.path(), 0, 0.9, "sets " + entry.getKey())));
    }

    private static java.util.Optional<PortFinding> fallback(ServiceDraft draft, String variable) {
        EnvRead read = draft.findings().env().get(variable);
        int number = read == null ? -1 : Ports.number(read.fallback());
        return number < 1 || read == null
                ? java.util.Optional.empty()
                : java.util.Optional.of(new PortFinding(number, "http", variable, read.evidence()));
    }
}
