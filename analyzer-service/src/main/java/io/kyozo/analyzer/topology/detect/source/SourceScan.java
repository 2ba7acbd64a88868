package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Places;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads the sources that belong to one service, those near its root first. */
public final class SourceScan {
    private static final int MAX_FILES = 600;

    private final Folder folder;
    private final Collection<String> roots;

    /**
     * @param folder what is read
     * @param roots of all services: a file belongs to the deepest one above it
     */
    public SourceScan(Folder folder, Collection<String> roots) {
        this.folder = folder;
        this.roots = roots;
    }

    /** What the sources of {@code draft} show. */
    public SourceFindings scan(ServiceDraft draft) {
        SourceFindings findings = new SourceFindings();
        List<TextFile> files = own(draft)
                .filter(file -> Language.of(file.path()) != Language.NONE)
                .filter(file -> Language.of(file.path()).belongsTo(draft.stack()))
                .filter(file -> !Places.isAside(FolderPath.relativize(draft.path(), file.path())))
                .sorted(Comparator.comparingInt((FolderFile file) -> FolderPath.depth(file.path()))
                        .thenComparing(FolderFile::path))
                .limit(MAX_FILES)
                .flatMap(file -> folder.text(file.path()).stream())
                .toList();
        for (TextFile file : files) {
            new EnvScanner(file).scan(findings);
        }
        for (TextFile file : files) {
            new PortScanner(file, Language.of(file.path())).scan(findings);
            new AddressScanner(file).scan(findings);
            new RouteScanner(file).scan(findings);
        }
        return findings;
    }

    private Stream<FolderFile> own(ServiceDraft draft) {
        List<String> inner = roots.stream()
                .filter(root -> !root.equals(draft.path()) && FolderPath.isWithin(root, draft.path()))
                .toList();
        return folder.under(draft.path()).stream()
                .filter(file -> inner.stream().noneMatch(root -> FolderPath.isWithin(file.path(), root)));
    }
}
