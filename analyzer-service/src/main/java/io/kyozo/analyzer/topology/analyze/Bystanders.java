package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.graph.Store;
import java.util.Collection;
import java.util.List;

/** Finds stores that only serve the development of a library: where nothing can be deployed, nothing needs them. */
final class Bystanders {
    private Bystanders() {}

    static void judge(Collection<ServiceDraft> drafts) {
        List<ServiceDraft> own = drafts.stream()
                .filter(draft ->
                        !draft.isManaged() && Store.ofStack(draft.stack()).isEmpty())
                .toList();
        boolean runs = own.stream().anyMatch(Bystanders::isDeployable);
        boolean others = drafts.stream().anyMatch(draft -> draft.isManaged() && !isStore(draft));
        if (!own.isEmpty() && !runs && !others) {
            drafts.stream()
                    .filter(Bystanders::isStore)
                    .forEach(store -> store.denies(".", 0, 1, "nothing that is deployed needs it"));
        }
    }

    private static boolean isStore(ServiceDraft draft) {
        return Store.ofStack(draft.stack()).isPresent();
    }

    private static boolean isDeployable(ServiceDraft draft) {
        return Deployability.reason(draft, !PortChoice.of(draft).isEmpty()).isEmpty();
    }
}
