package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Runtimes and data services that get no security fixes any more, or will soon get none. */
final class LifeAdvice {
    /** Long enough to plan a move. */
    private static final int MONTHS_AHEAD = 3;

    private LifeAdvice() {}

    static List<Recommendation> of(ServiceDraft draft, ServiceSpec spec, LocalDate today) {
        if (spec.kind() == ServiceKind.STATIC) {
            // It only builds with it.
            return List.of();
        }
        String version = spec.image() == null ? spec.version() : tag(spec.image());
        Optional<LocalDate> end = EndOfLife.of(spec.stack(), version);
        if (end.isEmpty() || end.get().isAfter(today.plusMonths(MONTHS_AHEAD))) {
            return List.of();
        }
        boolean past = end.get().isBefore(today);
        Optional<Evidence> stated = draft.evidence().stream()
                .filter(item -> item.shows().startsWith("wants ") || spec.image() != null)
                .findFirst();
        String name = spec.stack() + " " + version;
        String move = EndOfLife.supported(spec.stack(), today)
                .map(newest -> " Move to " + newest + ", and state that version.")
                .orElse(" Move to a newer one.");
        return List.of(new Recommendation(
                "security.end-of-life",
                past && stated.isPresent() ? "warning" : "info",
                "Move " + spec.name() + " to a supported " + spec.stack(),
                name + (past ? " has had no security fixes since " : " gets no security fixes after ") + end.get() + "."
                        + move,
                List.of(stated.orElseGet(() -> manifest(draft, spec, "runs on " + name)))));
    }

    private static Evidence manifest(ServiceDraft draft, ServiceSpec spec, String shows) {
        return draft.evidence().stream()
                .findFirst()
                .map(first -> new Evidence(first.file(), first.line(), 0.5, shows))
                .orElse(new Evidence(spec.path(), 0, 0.5, shows));
    }

    private static String tag(String image) {
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        return colon < 0 ? "" : image.substring(colon + 1);
    }
}
