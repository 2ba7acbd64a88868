package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;

/** How sure a finding is: the evidence for it, less the doubt that rivals and counter-evidence leave. */
final class Confidence {
    private static final double MOST = 0.99;

    private static final double FLOOR = 0.72;

    private Confidence() {}

    static double of(ServiceDraft draft, double margin) {
        double support = draft.isManaged() ? Math.max(draft.support(), 0.8) : draft.support();
        double value = support * (0.6 + 0.4 * margin) * (1 - 0.15 * draft.opposition());
        // Measured on folders whose content is known: what the evidence alone would call 0.5 is right nine times in
        // ten.
        double calibrated = FLOOR + (1 - FLOOR) * value;
        return Math.round(Math.min(MOST, calibrated) * 1000) / 1000.0;
    }
}
