package io.kyozo.analyzer.topology.walk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why a folder was not seen whole. Keeps few words, whatever the folder holds. */
final class Shortfalls {
    private static final int NAMED = 5;
    private static final int LONGEST_PATH = 200;

    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> unreadable = new LinkedHashSet<>();
    private int more;

    /** A reason that holds once, such as a budget that is spent. */
    synchronized void add(String reason) {
        reasons.add(reason);
    }

    /** A file or folder that could not be read. */
    synchronized void unreadable(String path) {
        String shown = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
        if (unreadable.size() < NAMED) {
            unreadable.add("could not read " + shown);
        } else if (!unreadable.contains("could not read " + shown)) {
            more++;
        }
    }

    synchronized List<String> reasons() {
        List<String> all = new ArrayList<>(reasons);
        unreadable.stream().sorted().forEach(all::add);
        if (more > 0) {
            all.add("could not read more files and folders");
        }
        return List.copyOf(all);
    }
}
