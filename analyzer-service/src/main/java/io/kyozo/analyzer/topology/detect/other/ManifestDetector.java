package io.kyozo.analyzer.topology.detect.other;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Applies the {@link StackRules}. */
public final class ManifestDetector implements Detector {
    private static final int MAX_SOURCES = 300;

    private static final List<StackRule> RULES =
            Stream.concat(StackRules.ALL.stream(), MoreStackRules.ALL.stream()).toList();

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        List<ServiceDraft> drafts = new ArrayList<>();
        for (StackRule rule : RULES) {
            Set<String> seen = new HashSet<>();
            for (FolderFile file : folder.named(".", rule.manifests())) {
                if (seen.stream().noneMatch(root -> FolderPath.isWithin(file.dir(), root))) {
                    seen.add(file.dir());
                    drafts.add(draft(folder, rule, file));
                }
            }
        }
        return drafts;
    }

    private static String version(Folder folder, StackRule rule, String dir) {
        String file = ToolVersions.nearest(folder, dir, "." + rule.stack() + "-version");
        String stated = ToolVersions.minor(file.isEmpty() ? ToolVersions.of(folder, dir, rule.stack()) : file);
        return stated.isEmpty() ? rule.version() : stated;
    }

    private static ServiceDraft draft(Folder folder, StackRule rule, FolderFile file) {
        ServiceDraft draft = new ServiceDraft(file.dir(), rule.stack()).version(version(folder, rule, file.dir()));
        draft.shows(file.path(), 1, rule.stack().equals("static") ? 0.45 : 0.6, "is a manifest of " + rule.stack());
        Judge.place(draft);
        TextFile manifest = folder.text(file.path()).orElse(new TextFile(file.path(), List.of()));
        for (TextFile text : telling(folder, rule, manifest, file.dir())) {
            if (draft.framework().isEmpty()) {
                rule.frameworks().stream()
                        .filter(framework -> text.contains(framework.dependency()))
                        .findFirst()
                        .ifPresent(framework -> apply(text, framework, draft));
            }
        }
        Optional<Evidence> main = main(folder, rule, file.dir());
        main.ifPresent(found -> draft.shows(found.file(), found.line(), 0.5, found.shows()));
        boolean library = rule.library().stream().anyMatch(manifest::contains);
        if (library) {
            draft.denies(file.path(), 1, 0.95, "it is a library: it is made to be published");
        } else if (main.isEmpty() && !rule.main().isEmpty() && draft.framework().isEmpty()) {
            draft.denies(file.path(), 1, 0.8, "it is a library: it has no main function");
        }
        if (rule.stack().equals("static")) {
            draft.kind(ServiceKind.STATIC).staticRoot(".");
        }
        start(folder, rule, file.dir(), draft);
        return draft;
    }

    /** The manifest, and what else names packages: Deno's code imports them by address. */
    private static List<TextFile> telling(Folder folder, StackRule rule, TextFile manifest, String dir) {
        List<TextFile> texts = new ArrayList<>(List.of(manifest));
        if (rule.stack().equals("deno")) {
            for (String name : List.of("import_map.json", "main.ts", "server.ts", "dev.ts", "mod.ts", "deps.ts")) {
                folder.text(FolderPath.join(dir, name)).ifPresent(texts::add);
            }
        }
        return texts;
    }

    private static void apply(TextFile manifest, Framework framework, ServiceDraft draft) {
        draft.framework(framework.name())
                .kind(framework.kind())
                .defaultPort(framework.port())
                .shows(
                        manifest.path(),
                        manifest.lineOf(framework.dependency()),
                        0.5,
                        "names " + framework.dependency());
    }

    private static Optional<Evidence> main(Folder folder, StackRule rule, String dir) {
        if (rule.main().isEmpty()) {
            return Optional.empty();
        }
        return folder.under(dir).stream()
                .filter(file -> rule.extension().contains(FolderPath.extension(file.path())))
                .filter(file -> !Places.isAside(FolderPath.relativize(dir, file.path())))
                .limit(MAX_SOURCES)
                .flatMap(file -> folder.text(file.path()).stream())
                .flatMap(text -> rule.main().stream()
                        .filter(text::contains)
                        .map(word -> new Evidence(text.path(), text.lineOf(word), 0.5, "is a program")))
                .findFirst();
    }

    private static void start(Folder folder, StackRule rule, String dir, ServiceDraft draft) {
        draft.build(rule.build());
        draft.start(
                rule.start().isEmpty() && !rule.build().isEmpty()
                        ? List.of(".kyozo-build/" + FolderPath.name(dir))
                        : rule.start());
        if (rule.stack().equals("deno")) {
            draft.build(List.of());
            List.of("main.ts", "server.ts", "mod.ts", "index.ts", "src/main.ts", "main.js", "dev.ts").stream()
                    .filter(name -> folder.has(FolderPath.join(dir, name)))
                    .findFirst()
                    .ifPresent(name -> draft.start(List.of("deno", "run", "-A", name)));
        }
    }
}
