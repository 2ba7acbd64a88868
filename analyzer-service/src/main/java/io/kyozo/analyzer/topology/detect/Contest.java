package io.kyozo.analyzer.topology.detect;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides between drafts that claim the same root, and leaves out roots that are only a part of the one above them. The
 * margin by which a draft wins becomes part of its confidence.
 */
public final class Contest {
    private Contest() {}

    /** The winners, in order of their paths, and by how much each of them won, 0 to 1. */
    public static Map<ServiceDraft, Double> decide(List<ServiceDraft> drafts) {
        Map<String, List<ServiceDraft>> claims = new LinkedHashMap<>();
        drafts.stream()
                .sorted(Comparator.comparing(ServiceDraft::path))
                .forEach(draft -> claims.computeIfAbsent(draft.path(), path -> new ArrayList<>())
                        .add(draft));
        Map<ServiceDraft, Double> winners = new LinkedHashMap<>();
        claims.values().forEach(rivals -> {
            rivals.sort(Comparator.comparingDouble(Contest::strength).reversed());
            double first = strength(rivals.get(0));
            double second = rivals.size() > 1 ? strength(rivals.get(1)) : 0;
            winners.put(rivals.get(0), first <= 0 ? 0 : 1 - 0.5 * second / first);
        });
        pardon(winners.keySet());
        // Pages that are no site are not worth a word; packages that are no service are.
        winners.keySet().removeIf(draft -> draft.stack().equals("static") && draft.opposition() > 0.5);
        winners.keySet().removeIf(draft -> winners.keySet().stream().anyMatch(other -> isPartOf(draft, other)));
        return winners;
    }

    /** Where everything lies among examples, the folder is about them. */
    private static void pardon(Set<ServiceDraft> winners) {
        boolean onlyAside = winners.stream()
                .filter(draft -> !draft.stack().equals("static"))
                .allMatch(draft -> Places.isOutside(draft.path()));
        if (onlyAside) {
            winners.forEach(draft -> draft.pardon("it lies among"));
        }
    }

    private static double strength(ServiceDraft draft) {
        double strength = draft.support() * (1 - 0.6 * draft.opposition());
        return strength * weightOf(draft);
    }

    /** A package.json or an index.html beside another stack's manifest is most often that stack's front end or tooling. */
    private static double weightOf(ServiceDraft draft) {
        if (draft.stack().equals("static")) {
            return 0.5;
        }
        boolean site = draft.kind() == ServiceKind.STATIC || draft.framework().isEmpty();
        return draft.stack().equals("node") && site ? 0.8 : 1;
    }

    private static boolean isPartOf(ServiceDraft draft, ServiceDraft above) {
        if (draft == above || !FolderPath.isWithin(draft.path(), above.path())) {
            return false;
        }
        boolean weak = draft.stack().equals("static") || draft.support() < 0.5;
        return weak && draft.opposition() <= above.support() && above.opposition() < 0.5;
    }
}
