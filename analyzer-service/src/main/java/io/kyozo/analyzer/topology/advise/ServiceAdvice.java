package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** What could be better about one service. */
final class ServiceAdvice {
    private final ServiceDraft draft;
    private final ServiceSpec spec;
    private final List<Recommendation> all = new ArrayList<>();

    private ServiceAdvice(ServiceDraft draft, ServiceSpec spec) {
        this.draft = draft;
        this.spec = spec;
    }

    static List<Recommendation> of(ServiceDraft draft, ServiceSpec spec) {
        ServiceAdvice advice = new ServiceAdvice(draft, spec);
        advice.health();
        advice.loopback();
        advice.signals();
        return advice.all;
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
                    "Without a handler for SIGTERM, requests under way are cut off whenever a new version takes over. On the signal,"
                            + " close the server, wait for its requests, then exit.",
                    draft.findings().listeners().get(0));
        }
    }

    private void add(String id, String severity, String title, String detail, Evidence evidence) {
        all.add(new Recommendation(id, severity, title, detail, List.of(evidence)));
    }
}
