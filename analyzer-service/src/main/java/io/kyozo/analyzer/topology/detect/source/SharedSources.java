package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.detect.Places;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives services what files beside their own sources show: their settings, also those that a configuration service keeps
 * for them under their name, and the libraries of the folder that they are built with.
 */
public final class SharedSources {
    private static final int MAX_SETTINGS = 400;
    private static final int MAX_LIBRARY_FILES = 600;

    private static final FileFilter SETTINGS = FileFilter.named(Settings::mayBe);

    private record Library(String path, String stack) {}

    private final Folder folder;
    private final List<ServiceDraft> drafts;
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, List<ServiceDraft>> byName = new HashMap<>();
    private final Map<String, List<ServiceDraft>> byPath = new HashMap<>();
    private final Map<Library, List<FolderFile>> libraries = new HashMap<>();

    private SharedSources(Folder folder, Collection<ServiceDraft> drafts, Collection<ServiceDraft> asked) {
        this.folder = folder;
        this.drafts = asked.stream().filter(draft -> !draft.isManaged()).toList();
        drafts.stream().filter(draft -> !draft.isManaged()).forEach(draft -> owners.put(draft.path(), draft.path()));
        for (ServiceDraft draft : this.drafts) {
            byPath.computeIfAbsent(draft.path(), path -> new ArrayList<>()).add(draft);
            Set<String> names = new HashSet<>(List.of(FolderPath.name(draft.path()), draft.name()));
            names.forEach(name ->
                    byName.computeIfAbsent(name, key -> new ArrayList<>()).add(draft));
        }
    }

    /** Adds to the findings of {@code asked}, some of {@code drafts}, whose own sources were scanned. */
    public static void apply(Folder folder, Collection<ServiceDraft> drafts, Collection<ServiceDraft> asked) {
        SharedSources shared = new SharedSources(folder, drafts, asked);
        shared.settings();
        shared.libraries();
    }

    private void settings() {
        List<FolderFile> files = new ArrayList<>();
        List<List<ServiceDraft>> readers = new ArrayList<>();
        for (FolderFile file : folder.matching(".", SETTINGS)) {
            if (files.size() >= MAX_SETTINGS) {
                break;
            }
            List<ServiceDraft> reading = readers(file);
            if (!reading.isEmpty()) {
                files.add(file);
                readers.add(reading);
            }
        }
        List<Optional<SourceFindings>> found = folder.findings(files, SettingsRule.RULE);
        for (int i = 0; i < files.size(); i++) {
            List<ServiceDraft> reading = readers.get(i);
            found.get(i)
                    .ifPresent(one -> reading.forEach(draft -> draft.findings().addAll(one)));
        }
    }

    /** Whose settings a file holds: the service that it is called after, else the one whose folder it lies in. */
    private List<ServiceDraft> readers(FolderFile file) {
        String owner = owner(file.dir());
        if (owner.isEmpty()) {
            return List.of();
        }
        String name = file.name().toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        String base = dot < 0 ? name : name.substring(0, dot);
        List<ServiceDraft> called = byName.getOrDefault(base, List.of()).stream()
                .filter(draft -> !draft.path().equals(owner) && !draft.path().equals("."))
                .toList();
        if (!called.isEmpty()) {
            return called;
        }
        List<ServiceDraft> own = byPath.getOrDefault(owner, List.of());
        if (own.isEmpty()) {
            return own;
        }
        String relative = FolderPath.relativize(owner, file.path());
        return Settings.isSettings(relative) && !Places.isAside(relative) ? own : List.of();
    }

    private String owner(String dir) {
        String known = owners.get(dir);
        if (known == null) {
            known = dir.equals(".") ? "" : owner(FolderPath.parent(dir));
            owners.put(dir, known);
        }
        return known;
    }

    /** The first sources of a library that {@code stack} can run; many services are built with the same ones. */
    private List<FolderFile> library(String path, String stack) {
        return libraries.computeIfAbsent(
                new Library(path, stack),
                library -> folder.matching(path, Language.sourcesOf(stack)).stream()
                        .filter(file -> !Places.isAside(FolderPath.relativize(path, file.path())))
                        .limit(MAX_LIBRARY_FILES)
                        .toList());
    }

    private void libraries() {
        for (ServiceDraft draft : drafts) {
            List<FolderFile> files = draft.uses().stream()
                    .flatMap(path -> library(path, draft.stack()).stream())
                    .limit(MAX_LIBRARY_FILES)
                    .toList();
            // Programs of one module open their ports in packages that they share.
            boolean program =
                    draft.stack().equals("go") && !draft.workspaceRoot().isEmpty();
            if (program) {
                listeners(draft, files);
            }
            for (Optional<FileFindings> found : folder.findings(files, FileFindings.RULE)) {
                found.filter(one -> !one.toolMade()).ifPresent(one -> {
                    one.findings().env().values().forEach(draft.findings()::add);
                    draft.findings().references().addAll(one.findings().references());
                });
            }
        }
    }

    private void listeners(ServiceDraft draft, List<FolderFile> files) {
        if (!draft.findings().listeners().isEmpty()) {
            return;
        }
        List<Optional<FileFindings>> seen = folder.findings(files, FileFindings.RULE);
        Map<String, EnvRead> env = new HashMap<>(draft.findings().env());
        List<FolderFile> listening = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (seen.get(i).isPresent()) {
                seen.get(i).get().findings().env().forEach(env::putIfAbsent);
                if (seen.get(i).get().mayListen()) {
                    listening.add(files.get(i));
                }
            }
        }
        for (Optional<SourceFindings> found : folder.findings(listening, ListenerRule.of(env))) {
            found.ifPresent(draft.findings()::addAll);
        }
    }
}
