package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;

/** Tells services from what is only code: a listener or a framework speaks for a service, being published against one. */
final class Deployability {
    private Deployability() {}

    /** What opposes a service so much that nothing is inferred from its sources either. */
    private static final double OPPOSED = 0.6;

    /**
     * Whether it is not a service, whatever its sources show: then they need not be read. Asked when the manifests and
     * container files were read; what is read later can add a port, and a system service's unit.
     */
    static boolean isSettled(Folder folder, ServiceDraft draft) {
        if (draft.isManaged() || draft.opposition() < OPPOSED) {
            return false;
        }
        boolean unit = folder.namesIn(draft.path()).stream().anyMatch(name -> name.endsWith(".service"));
        return !unit && !reason(draft, true, true).isEmpty();
    }

    /** Why it can't be run; empty where it can. */
    static String reason(ServiceDraft draft, boolean listens) {
        return reason(
                draft,
                listens,
                !draft.findings().listeners().isEmpty() || !draft.ports().isEmpty());
    }

    private static String reason(ServiceDraft draft, boolean listens, boolean opens) {
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
        double support = support(draft, listens, opens);
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

    private static double support(ServiceDraft draft, boolean listens, boolean opens) {
        double doubt = 0.55;
        if (opens) {
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
