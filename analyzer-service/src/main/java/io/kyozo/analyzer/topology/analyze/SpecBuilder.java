package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.advise.Redaction;
import io.kyozo.analyzer.topology.generate.DockerfileGenerator;
import io.kyozo.analyzer.topology.graph.LocalState;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.ServiceSpec.Dockerfile;
import io.kyozo.contracts.topology.ServiceSpec.Health;
import io.kyozo.contracts.topology.ServiceSpec.Port;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a draft: decides what is deployable, on which port, how it is probed, built and limited. */
final class SpecBuilder {
    private static final int MAX_EVIDENCE = 12;

    private final Folder folder;

    SpecBuilder(Folder folder) {
        this.folder = folder;
    }

    ServiceSpec build(ServiceDraft draft, double margin, List<Edge> edges) {
        List<Port> ports = PortChoice.of(draft);
        String reason = Deployability.reason(draft, !ports.isEmpty());
        boolean deployable = reason.isEmpty();
        ServiceKind kind = kind(draft, ports, deployable);
        Health health = deployable ? HealthChoice.of(draft, ports) : null;
        int port = ports.isEmpty() ? 0 : ports.get(0).number();
        return new ServiceSpec(
                draft.name(),
                kind,
                draft.stack(),
                draft.framework(),
                draft.version(),
                draft.path(),
                deployable,
                reason,
                Confidence.of(draft, margin),
                evidence(draft),
                deployable ? ports : List.of(),
                draft.build(),
                draft.start(),
                draft.image(),
                deployable && !draft.isManaged() ? dockerfile(draft, port, health) : null,
                draft.staticRoot(),
                EnvChoice.of(draft, edges),
                List.copyOf(draft.volumes()),
                health,
                ResourceChoice.of(draft, kind),
                isScalable(draft, kind));
    }

    private static ServiceKind kind(ServiceDraft draft, List<Port> ports, boolean deployable) {
        if (!deployable) {
            return ServiceKind.LIBRARY;
        }
        boolean listens = !ports.isEmpty();
        if (draft.kind() == ServiceKind.WORKER && listens) {
            return ServiceKind.API;
        }
        boolean serves = draft.kind() == ServiceKind.API || draft.kind() == ServiceKind.WEB;
        return serves && !listens ? ServiceKind.WORKER : draft.kind();
    }

    private static List<Evidence> evidence(ServiceDraft draft) {
        List<Evidence> listening = draft.findings().ports().stream()
                .map(PortFinding::evidence)
                .limit(2)
                .toList();
        return java.util.stream.Stream.concat(draft.evidence().stream(), listening.stream())
                .map(SpecBuilder::withoutSecrets)
                .distinct()
                .limit(MAX_EVIDENCE)
                .toList();
    }

    /** What is shown quotes the folder, and with it what its scripts may state. */
    private static Evidence withoutSecrets(Evidence item) {
        return new Evidence(item.file(), item.line(), item.weight(), Redaction.of(item.shows()));
    }

    private @Nullable Dockerfile dockerfile(ServiceDraft draft, int port, @Nullable Health health) {
        Dockerfile own = draft.dockerfile();
        if (own != null) {
            return own;
        }
        return new DockerfileGenerator(folder).generate(draft, port, health).orElse(null);
    }

    private static boolean isScalable(ServiceDraft draft, ServiceKind kind) {
        boolean stateful = kind == ServiceKind.DATABASE
                || kind == ServiceKind.CACHE
                || kind == ServiceKind.QUEUE
                || kind == ServiceKind.SEARCH
                || kind == ServiceKind.OBJECT_STORE;
        return !stateful && LocalState.of(draft).isEmpty() && draft.volumes().isEmpty();
    }
}
