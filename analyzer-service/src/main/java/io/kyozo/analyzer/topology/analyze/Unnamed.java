package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.Collection;

/**
 * Where a compose file names all services, what it does not name is a service beside them only if it serves something;
 * else it is a program for those who work on them.
 */
final class Unnamed {
    private Unnamed() {}

    /** Judges drafts whose sources were scanned, and that have not yet been given names of their own. */
    static void judge(Collection<ServiceDraft> drafts) {
        boolean stores = drafts.stream()
                .allMatch(draft -> draft.isManaged() || draft.name().isEmpty());
        if (stores) {
            // It only starts what a developer wants beside a program that it does not speak of.
            return;
        }
        drafts.stream()
                .filter(draft -> draft.name().isEmpty() && !draft.isManaged() && draft.dockerfile() == null)
                .filter(draft ->
                        draft.kind() != ServiceKind.STATIC && draft.framework().isEmpty())
                .filter(draft -> draft.findings().listeners().isEmpty()
                        && PortChoice.of(draft).isEmpty())
                .forEach(draft -> draft.denies(
                        draft.path(), 0, 0.95, "it serves nothing, and the compose file names it nowhere"));
    }
}
