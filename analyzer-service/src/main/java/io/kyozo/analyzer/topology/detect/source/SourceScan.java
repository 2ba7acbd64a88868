package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.parse.ImageFolder;
import io.kyozo.contracts.topology.ServiceSpec.Dockerfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the sources of all services, those near a service's root first. What a file shows by itself is kept by its
 * content; what depends on other files of the service is put together anew.
 */
public final class SourceScan {
    private static final int MAX_FILES = 600;

    private final Folder folder;
    private final Set<String> roots;
    private final Map<String, String> owners = new HashMap<>();

    private SourceScan(Folder folder, Set<String> roots) {
        this.folder = folder;
        this.roots = roots;
    }

    /**
     * Gives each draft what its sources show.
     *
     * @param folder what is read
     * @param drafts all services: a file belongs to the one with the deepest root above it
     * @param asked those whose sources are to be read
     */
    public static void apply(Folder folder, Collection<ServiceDraft> drafts, Collection<ServiceDraft> asked) {
        Set<String> roots = new HashSet<>();
        drafts.forEach(draft -> roots.add(draft.path()));
        new SourceScan(folder, roots).scan(asked);
    }

    private void scan(Collection<ServiceDraft> drafts) {
        List<ServiceDraft> own =
                drafts.stream().filter(draft -> !draft.isManaged()).toList();
        List<List<FolderFile>> files = own.stream().map(draft -> files(draft)).toList();
        List<FolderFile> all = files.stream().flatMap(List::stream).toList();
        List<Optional<FileFindings>> seen = folder.findings(all, FileFindings.RULE);
        int from = 0;
        for (int i = 0; i < own.size(); i++) {
            int to = from + files.get(i).size();
            own.get(i).findings(merge(files.get(i), seen.subList(from, to)));
            from = to;
        }
    }

    private String owner(String dir) {
        String known = owners.get(dir);
        if (known == null) {
            known = roots.contains(dir) ? dir : dir.equals(".") ? "" : owner(FolderPath.parent(dir));
            owners.put(dir, known);
        }
        return known;
    }

    private List<FolderFile> files(ServiceDraft draft) {
        return inImage(draft, own(draft));
    }

    /**
     * Those that the draft's image can be made of. Where its context leaves most of them out, the program is built
     * elsewhere, and they still tell what it does.
     */
    private List<FolderFile> inImage(ServiceDraft draft, List<FolderFile> files) {
        Dockerfile dockerfile = draft.dockerfile();
        Folder seen = dockerfile == null ? folder : ImageFolder.of(folder, dockerfile.context());
        if (seen == folder) {
            return files;
        }
        List<FolderFile> held =
                files.stream().filter(file -> seen.has(file.path())).toList();
        return held.size() * 2 < files.size() ? files : held;
    }

    private List<FolderFile> own(ServiceDraft draft) {
        String root = draft.path();
        return folder.matching(root, Language.sourcesOf(draft.stack())).stream()
                .filter(file -> owner(file.dir()).equals(root))
                .filter(file -> !Places.isAside(FolderPath.relativize(root, file.path())))
                .sorted(Comparator.comparingInt(file -> FolderPath.depth(file.dir())))
                .limit(MAX_FILES)
                .toList();
    }

    private SourceFindings merge(List<FolderFile> files, List<Optional<FileFindings>> seen) {
        SourceFindings findings = new SourceFindings();
        List<FolderFile> listening = new ArrayList<>();
        boolean written = seen.stream().flatMap(Optional::stream).anyMatch(found -> !found.toolMade());
        for (int i = 0; i < files.size(); i++) {
            Optional<FileFindings> found = seen.get(i).filter(one -> !written || !one.toolMade());
            found.ifPresent(one -> findings.addAll(one.findings()));
            if (found.isPresent() && found.get().mayListen()) {
                listening.add(files.get(i));
            }
        }
        for (Optional<SourceFindings> found : folder.findings(listening, ListenerRule.of(findings.env()))) {
            found.ifPresent(findings::addAll);
        }
        return findings;
    }
}
