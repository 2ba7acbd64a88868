package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.Slug;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives every service a name of its own: as its compose file calls it, else as its folder is called. */
final class ServiceNames {
    private ServiceNames() {}

    static void assign(Collection<ServiceDraft> drafts, String folder) {
        Set<String> taken = new HashSet<>();
        // Names that the folder's own files give come first; they are what other services call.
        List<ServiceDraft> ordered = drafts.stream()
                .sorted(Comparator.comparing(draft -> draft.name().isEmpty()))
                .toList();
        for (ServiceDraft draft : ordered) {
            String wished = draft.name();
            if (wished.isEmpty()) {
                wished = draft.path().equals(".") ? folder : FolderPath.name(draft.path());
            }
            String slug = Slug.of(wished, "service");
            if (!taken.add(slug)) {
                slug = free(Slug.of(draft.path().replace('/', '-'), "service"), taken);
            }
            draft.name(slug);
        }
    }

    private static String free(String wished, Set<String> taken) {
        String name = wished;
        for (int i = 2; !taken.add(name); i++) {
            String suffix = "-" + i;
            int cut = Math.min(wished.length(), Slug.MAX_LENGTH - suffix.length());
            name = wished.substring(0, cut) + suffix;
        }
        return name;
    }
}
