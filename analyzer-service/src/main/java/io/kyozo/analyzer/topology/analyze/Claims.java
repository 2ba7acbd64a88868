package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Detector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the detectors claim, bounded: what comes after them compares services with each other, which takes the square of
 * their number.
 *
 * @param drafts those nearest to the root
 * @param partial why these and the folder are not all; empty where they are
 */
record Claims(List<ServiceDraft> drafts, List<String> partial) {
    /** A hundred services are a large system; what has more roots than this holds examples, or was made to stop us. */
    static final int MAX_DRAFTS = 1_500;

    static Claims of(Folder folder, List<Detector> detectors) {
        List<ServiceDraft> all = new ArrayList<>();
        detectors.forEach(detector -> all.addAll(detector.detect(folder)));
        if (all.size() <= MAX_DRAFTS) {
            return new Claims(all, List.of());
        }
        Comparator<ServiceDraft> nearest = Comparator.comparingInt(draft -> FolderPath.depth(draft.path()));
        List<ServiceDraft> kept = all.stream()
                .sorted(nearest.thenComparing(ServiceDraft::path))
                .limit(MAX_DRAFTS)
                .toList();
        return new Claims(kept, List.of("only the first " + MAX_DRAFTS + " of " + all.size() + " roots were judged"));
    }

    /** Why the document is not all that the folder holds. */
    List<String> partial(Folder folder) {
        List<String> all = new ArrayList<>(folder.partial());
        all.addAll(partial);
        return List.copyOf(all);
    }
}
