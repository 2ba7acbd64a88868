package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;

/** Tells services from what is only code: a listener or a framework speaks for a service, being published against one. */
final class Deployability {
    private Deployability() {}

    /** Why it can't be run; empty where it can. */
    static String reason(ServiceDraft draft, boolean listens) {
        if (draft.opposition() >= 1) {
            return draft.against().get(0).shows();
        }
        if (draft.isManaged()
                || isNamed(draft)
                || draft.dockerfile() != null && draft.against().isEmpty()) {
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

    /** Whether a compose file or a manifest says that it is a service: that settles it. */
    private static boolean isNamed(ServiceDraft draft) {
        boolean startable =
                draft.dockerfile() != null || !draft.start().isEmpty() || draft.kind() == ServiceKind.STATIC;
        return startable
                && draft.evidence().stream().anyMatch(item -> item.shows().startsWith("is the service"));
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
