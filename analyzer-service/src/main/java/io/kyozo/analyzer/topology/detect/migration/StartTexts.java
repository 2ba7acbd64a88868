package io.kyozo.analyzer.topology.detect.migration;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that is run when a service starts, as far as it is written down: commands, npm scripts, and scripts that they call. */
final class StartTexts {
    private static final int MAX_SCRIPTS = 5;

    private final Folder folder;
    private final ServiceDraft draft;
    private final List<String> texts = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private StartTexts(Folder folder, ServiceDraft draft) {
        this.folder = folder;
        this.draft = draft;
    }

    /** The texts, in lower case. */
    static List<String> of(Folder folder, ServiceDraft draft) {
        StartTexts start = new StartTexts(folder, draft);
        start.texts.add(String.join(" ", draft.start()));
        start.texts.add(String.join(" ", draft.plan().start()));
        start.dockerfile();
        start.npmScripts();
        start.shellScripts();
        start.npmScripts();
        return start.texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    private void dockerfile() {
        ServiceSpec.Dockerfile own = draft.dockerfile();
        if (own == null || own.path().isEmpty()) {
            return;
        }
        folder.text(own.path()).ifPresent(text -> {
            for (Dockerfile.Instruction one : Dockerfile.parse(text.lines()).instructions()) {
                if (one.keyword().equals("CMD") || one.keyword().equals("ENTRYPOINT")) {
                    texts.add(one.arguments().replaceAll("[\\[\\]\",]+", " ").replaceAll(" +", " "));
                }
            }
        });
    }

    private void npmScripts() {
        TreeMap<String, String> scripts = new TreeMap<>();
        DataFiles.json(folder, FolderPath.join(draft.path(), "package.json"))
                .path("scripts")
                .fields()
                .forEachRemaining(
                        entry -> scripts.put(entry.getKey(), entry.getValue().asText("")));
        // A script may call another, each is followed once; texts grow while they are gone through.
        for (int i = 0; i < texts.size() && i <= scripts.size() * 2 + MAX_SCRIPTS; i++) {
            List<String> words = List.of(texts.get(i).split("[\\s;&|]+"));
            for (int at = 0; at + 1 < words.size(); at++) {
                if (List.of("npm", "pnpm", "yarn", "bun").contains(words.get(at))) {
                    boolean run = words.get(at + 1).equals("run") && at + 2 < words.size();
                    String name = words.get(run ? at + 2 : at + 1);
                    for (String script : List.of("pre" + name, name, "post" + name)) {
                        if (scripts.containsKey(script) && known.add(script)) {
                            texts.add(scripts.get(script));
                        }
                    }
                }
            }
        }
    }

    private void shellScripts() {
        Set<String> names = new HashSet<>();
        for (String text : texts) {
            for (String word : text.split("[\\s;&|]+")) {
                String name = FolderPath.name(word);
                if (name.endsWith(".sh") || name.contains("entrypoint")) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            return;
        }
        folder.under(draft.path()).stream()
                .filter(file -> names.contains(file.name()))
                .limit(MAX_SCRIPTS)
                .map(FolderFile::path)
                .flatMap(path -> folder.text(path).stream())
                .forEach(text -> texts.add(text.lines().stream()
                        .filter(line -> !line.strip().startsWith("#"))
                        .collect(Collectors.joining("\n"))));
    }
}
