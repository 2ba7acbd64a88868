package io.kyozo.analyzer.topology.detect.beam;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import java.util.List;

/** Umbrella projects of Mix: applications that serve the web are the services, the others are their libraries. */
final class Umbrellas {
    private Umbrellas() {}

    /** Settles the parts of every umbrella among {@code drafts} that has an application which serves. */
    static void apply(Folder folder, List<ServiceDraft> drafts) {
        for (ServiceDraft root : drafts) {
            TextFile mix = mix(folder, root);
            int line = mix.lineOf("apps_path");
            if (line > 0) {
                String apps = FolderPath.join(root.path(), place(mix.lines().get(line - 1)));
                List<ServiceDraft> parts = drafts.stream()
                        .filter(draft -> FolderPath.parent(draft.path()).equals(apps) && draft != root)
                        .toList();
                settle(folder, root, line, parts);
            }
        }
    }

    private static TextFile mix(Folder folder, ServiceDraft draft) {
        String path = FolderPath.join(draft.path(), "mix.exs");
        return folder.text(path).orElse(new TextFile(path, List.of()));
    }

    /** Of {@code apps_path: "apps",}. */
    private static String place(String line) {
        String[] parts = line.split("\"", 3);
        return parts.length == 3 ? parts[1] : "apps";
    }

    private static void settle(Folder folder, ServiceDraft root, int line, List<ServiceDraft> parts) {
        List<ServiceDraft> serving =
                parts.stream().filter(part -> !part.framework().isEmpty()).toList();
        if (serving.isEmpty()) {
            return;
        }
        root.denies(FolderPath.join(root.path(), "mix.exs"), line, 0.9, "it is the root of a workspace");
        for (ServiceDraft part : parts) {
            part.pardon("it is a part of an umbrella project");
            part.workspaceRoot(root.path());
            siblings(folder, part, parts);
            if (!serving.contains(part)) {
                part.denies(
                        FolderPath.join(part.path(), "mix.exs"),
                        1,
                        0.95,
                        "it is a library of the umbrella project: it serves nothing itself");
            }
        }
        for (ServiceDraft part : serving) {
            String path = FolderPath.join(part.path(), "mix.exs");
            part.shows(path, 1, 0.3, "serves the web in an umbrella project");
            part.uses().add(FolderPath.join(root.path(), "config"));
            part.plan(root.plan());
        }
    }

    /** {@code {:shop, in_umbrella: true}} names the part in the folder shop. */
    private static void siblings(Folder folder, ServiceDraft part, List<ServiceDraft> parts) {
        for (String raw : mix(folder, part).lines()) {
            String line = raw.strip();
            if (line.startsWith("{:") && line.contains("in_umbrella: true")) {
                String name = line.substring(2).split("[^a-z0-9_]", 2)[0];
                parts.stream()
                        .filter(other -> FolderPath.name(other.path()).equals(name))
                        .forEach(other -> part.uses().add(other.path()));
            }
        }
    }
}
