package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;

/** Tells services from what is only code: a listener or a framework speaks for a service, being published against one. */
final class Deployability {
    private Deployability() {}

    /** Why it can't be run; empty where it can. */
    static String reason(ServiceDraft draft, boolean listens) {
        if (draft.isManaged() || draft.dockerfile() != null && draft.against().isEmpty()) {
            return "";
        }
        if (draft.kind() != ServiceKind.STATIC && draft.start().isEmpty() && draft.dockerfile() == null) {
            return "nothing shows how it is started";
        }
        double support = support(draft, listens);
        double opposition = draft.opposition();
        if (opposition > support) {
            return draft.against().stream().map(Evidence::shows).findFirst().orElse("it is not a service");
        }
        return "";
    }

    private static boolean starts(Evidence evidence) {
        return evidence.shows().startsWith("has the script start")
                || evidence.shows().startsWith("starts the process")
                || evidence.shows().startsWith("is the service");
    }

    private static double support(ServiceDraft draft, boolean listens) {
        double doubt = 0.55;
        if (!draft.findings().listeners().isEmpty() || !draft.ports().isEmpty()) {
            doubt *= 0.35;
        }
        if (!draft.framework().isEmpty()) {
            doubt *= 0.6;
        }
        if (listens) {
            doubt *= 0.8;
        }
        if (draft.dockerfile() != null) {
            doubt *= 0.5;
        }
        if (draft.evidence().stream().anyMatch(Deployability::starts)) {
            doubt *= 0.6;
        }
        return 1 - doubt;
    }
}
