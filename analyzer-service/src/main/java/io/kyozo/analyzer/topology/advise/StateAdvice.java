package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.graph.LocalState;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.List;

/** Services that keep what they know beside themselves: they can't be scaled, and may lose it. */
final class StateAdvice {
    private StateAdvice() {}

    static List<Recommendation> of(ServiceDraft draft, ServiceSpec spec) {
        if (draft.isManaged()) {
            return List.of();
        }
        if (!spec.volumes().isEmpty()) {
            return List.of(scaling(spec, where(draft, "keeps " + spec.volumes().get(0))));
        }
        return LocalState.of(draft)
                .map(where -> List.of(lost(spec, where), scaling(spec, where)))
                .orElse(List.of());
    }

    private static Recommendation lost(ServiceSpec spec, Evidence where) {
        return new Recommendation(
                "reliability.state-not-kept",
                "warning",
                "Keep the data of " + spec.name() + " outside its container",
                "Its files go with the container whenever a new version takes over. Use a database service, or write below a"
                        + " folder that is a volume.",
                List.of(where));
    }

    private static Recommendation scaling(ServiceSpec spec, Evidence where) {
        return new Recommendation(
                "scaling.single-replica",
                "info",
                "Let " + spec.name() + " share its state, so that it can have replicas",
                "It runs as one replica, because two would each have a state of their own: it is down while it is replaced."
                        + " Move the state to a database or an object store.",
                List.of(where));
    }

    private static Evidence where(ServiceDraft draft, String shows) {
        return draft.evidence().stream()
                .findFirst()
                .map(first -> new Evidence(first.file(), first.line(), 0.6, shows))
                .orElse(new Evidence(draft.path(), 0, 0.6, shows));
    }
}
