package io.kyozo.analyzer.topology.detect;

import io.kyozo.analyzer.topology.ServiceDraft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What services take from libraries of the same folder: a service speaks to the database that its library has the driver
 * of, and a package that others are built on is most often no service itself.
 */
public final class Uses {
    private static final int MAX_LIBRARIES = 200;

    private Uses() {}

    /** Follows what the drafts use: their libraries' packages become theirs. */
    public static void follow(Collection<ServiceDraft> drafts) {
        Map<String, ServiceDraft> byPath = new LinkedHashMap<>();
        drafts.forEach(draft -> byPath.putIfAbsent(draft.path(), draft));
        named(drafts);
        Map<ServiceDraft, List<ServiceDraft>> libraries = new LinkedHashMap<>();
        for (ServiceDraft draft : drafts) {
            libraries.put(draft, reached(draft, byPath));
        }
        libraries.forEach((draft, reached) -> reached.forEach(library -> {
            draft.uses().add(library.path());
            library.dependencies().forEach(draft.dependencies()::putIfAbsent);
        }));
    }

    /** Modules of the Java platform name each other by what they build. */
    private static void named(Collection<ServiceDraft> drafts) {
        Map<String, ServiceDraft> byName = new LinkedHashMap<>();
        drafts.stream()
                .filter(Uses::isNamed)
                .forEach(draft -> draft.names().forEach(name -> byName.putIfAbsent(name, draft)));
        for (ServiceDraft draft : drafts) {
            for (String dependency : draft.dependencies().keySet()) {
                ServiceDraft library = byName.get(dependency);
                boolean used =
                        library != null && library != draft && library.stack().equals(draft.stack());
                if (library != null && used) {
                    draft.uses().add(library.path());
                    if (draft.stack().equals("python")) {
                        library.denies(draft.path(), 0, 0.9, "it is a library that " + draft.path() + " is built with");
                    }
                }
            }
        }
    }

    private static boolean isNamed(ServiceDraft draft) {
        return draft.stack().equals("java") || draft.stack().equals("python");
    }

    private static List<ServiceDraft> reached(ServiceDraft draft, Map<String, ServiceDraft> byPath) {
        Set<String> seen = new LinkedHashSet<>();
        ArrayDeque<String> waiting = new ArrayDeque<>(draft.uses());
        List<ServiceDraft> reached = new ArrayList<>();
        while (!waiting.isEmpty() && seen.size() < MAX_LIBRARIES) {
            String path = waiting.poll();
            ServiceDraft library = byPath.get(path);
            if (library != null && library != draft && seen.add(path)) {
                reached.add(library);
                waiting.addAll(library.uses());
            }
        }
        return reached;
    }
}
