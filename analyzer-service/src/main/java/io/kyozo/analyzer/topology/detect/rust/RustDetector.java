package io.kyozo.analyzer.topology.detect.rust;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds Cargo packages that build a program. */
public final class RustDetector implements Detector {
    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.api("rocket", "rocket", 8000),
            Framework.api("actix-web", "actix-web", 8080),
            Framework.api("axum", "axum", 3000),
            Framework.api("warp", "warp", 3030),
            Framework.api("poem", "poem", 3000),
            Framework.api("salvo", "salvo", 5800),
            Framework.api("tide", "tide", 8080),
            Framework.web("leptos", "leptos", 3000),
            Framework.api("hyper", "hyper", 3000),
            Framework.api("tonic", "tonic", 50051));

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        List<ServiceDraft> drafts = new ArrayList<>();
        for (FolderFile file : folder.named(".", List.of("Cargo.toml"))) {
            JsonNode cargo = DataFiles.toml(folder, file.path());
            if (cargo.has("package")) {
                drafts.add(draft(folder, file, cargo));
            }
        }
        return drafts;
    }

    private static ServiceDraft draft(Folder folder, FolderFile manifest, JsonNode cargo) {
        String dir = manifest.dir();
        ServiceDraft draft = new ServiceDraft(dir, "rust").shows(manifest.path(), 1, 0.6, "is a Cargo package");
        draft.version(version(folder, dir, cargo));
        dependencies(folder, manifest.path(), cargo, draft);
        String workspace = workspace(folder, dir);
        draft.workspaceRoot(workspace.equals(dir) ? "" : workspace);
        if (folder.has(FolderPath.join(workspace, "Cargo.lock"))) {
            draft.shows(FolderPath.join(workspace, "Cargo.lock"), 0, 0.2, "locks its packages");
        }
        Judge.place(draft);
        boolean served = Judge.framework(draft, FRAMEWORKS).isPresent();
        boolean program = folder.has(FolderPath.join(dir, "src/main.rs")) || cargo.has("bin");
        if (program) {
            draft.shows(FolderPath.join(dir, "src/main.rs"), 1, 0.5, "is a program");
        } else {
            draft.denies(manifest.path(), 0, 0.98, "it is a library: it has no main.rs");
        }
        boolean tool = draft.dependsOn("clap", "structopt", "argh", "pico-args", "lexopt", "gumdrop");
        if (program && !served && (tool || isPublished(cargo))) {
            draft.denies(
                    manifest.path(),
                    0,
                    tool && isPublished(cargo) ? 0.9 : 0.7,
                    tool ? "it is a command-line tool" : "it is made to be published");
        }
        if (draft.dependsOn("tauri")) {
            draft.denies(manifest.path(), 0, 0.98, "it is a desktop application");
        }
        String name = cargo.path("bin")
                .path(0)
                .path("name")
                .asText(cargo.path("package").path("name").asText("app"));
        draft.aliases().add(name);
        build(dir, workspace, cargo.path("package").path("name").asText("app"), name, draft);
        return draft;
    }

    /** Whether it carries what crates.io asks of a crate. */
    private static boolean isPublished(JsonNode cargo) {
        JsonNode pack = cargo.path("package");
        boolean described = pack.has("description") && (pack.has("license") || pack.has("license-file"));
        return described
                && (pack.has("repository")
                        || pack.has("keywords")
                        || pack.has("categories")
                        || pack.has("documentation"));
    }

    private static void build(String dir, String workspace, String pack, String binary, ServiceDraft draft) {
        boolean member = !workspace.equals(dir);
        String up = member ? "../".repeat(FolderPath.depth(FolderPath.relativize(workspace, dir))) : "";
        draft.build(List.of(List.of("cargo", "build", "--release", "--bin", binary)));
        draft.start(List.of(up + "target/release/" + binary));
        String select = member ? " -p " + pack : "";
        draft.plan(BuildPlan.none(workspace)
                .compile(List.of("cargo build --release" + select + " --bin " + binary))
                .artifact("target/release/" + binary)
                .start(List.of("/app/" + binary)));
    }

    private static String workspace(Folder folder, String dir) {
        String at = dir;
        while (!at.equals(".")) {
            at = FolderPath.parent(at);
            if (DataFiles.toml(folder, FolderPath.join(at, "Cargo.toml")).has("workspace")) {
                return at;
            }
        }
        return dir;
    }

    private static void dependencies(Folder folder, String path, JsonNode cargo, ServiceDraft draft) {
        TextFile text = folder.text(path).orElse(new TextFile(path, List.of()));
        cargo.path("dependencies").fields().forEachRemaining(entry -> {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            Evidence evidence = new Evidence(path, text.lineOf(entry.getKey()), 0.5, "depends on " + name);
            draft.dependencies().put(name, evidence);
            String place = entry.getValue().path("path").asText("");
            if (!place.isEmpty()) {
                draft.uses().add(FolderPath.join(FolderPath.parent(path), place));
            }
            // One crate speaks to several databases; its features say which of them are built in.
            entry.getValue()
                    .path("features")
                    .forEach(feature -> draft.dependencies()
                            .put(name + "-" + feature.asText().toLowerCase(Locale.ROOT), evidence));
        });
    }

    private static String version(Folder folder, String dir, JsonNode cargo) {
        String stated = cargo.path("package").path("rust-version").asText("");
        if (stated.isEmpty()) {
            stated = toolchain(folder, dir);
        }
        if (stated.isEmpty()) {
            stated = ToolVersions.of(folder, dir, "rust");
        }
        return stated.isEmpty() || !Character.isDigit(stated.charAt(0)) ? "1" : stated;
    }

    /** A toolchain holds for its folder and all below it; the old form of the file has but its name in it. */
    private static String toolchain(Folder folder, String dir) {
        String at = dir;
        while (true) {
            String path = FolderPath.join(at, "rust-toolchain");
            String stated = DataFiles.toml(folder, path + ".toml")
                    .path("toolchain")
                    .path("channel")
                    .asText("");
            if (stated.isEmpty()) {
                stated = DataFiles.toml(folder, path)
                        .path("toolchain")
                        .path("channel")
                        .asText(ToolVersions.file(folder, path));
            }
            if (!stated.isEmpty() || at.equals(".")) {
                return stated;
            }
            at = FolderPath.parent(at);
        }
    }
}
