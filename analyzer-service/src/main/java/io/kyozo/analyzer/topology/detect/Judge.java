package io.kyozo.analyzer.topology.detect;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Optional;

/** Judgements that all stacks share. */
public final class Judge {
    /** More than any evidence for a service can be: an example that listens is still an example. */
    private static final double OUTSIDE = 0.98;

    private Judge() {}

    /** Counts the place of the draft's root against it, where services are seldom found there. */
    public static void place(ServiceDraft draft) {
        String place = Places.seldomService(draft.path());
        if (!place.isEmpty()) {
            draft.denies(draft.path(), 0, Places.isOutside(draft.path()) ? OUTSIDE : 0.7, place);
        }
    }

    /** Applies the first framework that the draft depends on, counting it as evidence; empty where there is none. */
    public static Optional<Framework> framework(ServiceDraft draft, List<Framework> known) {
        Optional<Framework> found = known.stream()
                .filter(f -> evidence(draft, f.dependency()).isPresent())
                .findFirst();
        found.ifPresent(framework -> apply(draft, framework));
        return found;
    }

    private static void apply(ServiceDraft draft, Framework framework) {
        draft.framework(framework.name())
                .kind(framework.kind())
                .defaultPort(framework.port())
                .defaultHealth(framework.health());
        evidence(draft, framework.dependency())
                .ifPresent(where -> draft.shows(where.file(), where.line(), 0.6, where.shows()));
    }

    /** Where it depends on a package; {@code *} at the end of its name stands for any ending. */
    private static Optional<Evidence> evidence(ServiceDraft draft, String dependency) {
        if (!dependency.endsWith("*")) {
            return Optional.ofNullable(draft.dependencies().get(dependency));
        }
        String begin = dependency.substring(0, dependency.length() - 1);
        return draft.dependencies().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(begin))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
    }
}
