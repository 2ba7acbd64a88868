package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;

/** How sure a finding is: the evidence for it, less the doubt that rivals and counter-evidence leave. */
final class Confidence {
    private static final double MOST = 0.99;

    private Confidence() {}

    static double of(ServiceDraft draft, double margin) {
        double support = draft.isManaged() ? Math.max(draft.support(), 0.8) : draft.support();
        double value = support * (0.6 + 0.4 * margin) * (1 - 0.15 * draft.opposition());
        return Math.round(Math.min(MOST, value) * 1000) / 1000.0;
    }
}
