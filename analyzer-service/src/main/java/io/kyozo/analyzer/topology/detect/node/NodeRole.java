package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Judge;
import java.util.List;

/** What a package.json says for and against being a service: a library is published, a tool has a bin, a service starts. */
final class NodeRole {
    private static final List<String> DELEGATES = List.of(
            "turbo",
            "nx ",
            "lerna",
            "--filter",
            "workspace",
            " -w ",
            "pnpm -r",
            "--recursive",
            "--parallel",
            "moon ",
            "rush ");

    private NodeRole() {}

    static void judge(NodePackage pkg, ServiceDraft draft) {
        supports(pkg, draft);
        denies(pkg, draft);
    }

    /** Whether the script of a workspace's root only starts its members. */
    private static boolean delegates(String script) {
        return DELEGATES.stream().anyMatch(script::contains);
    }

    private static void supports(NodePackage pkg, ServiceDraft draft) {
        for (String script : new String[] {"start:prod", "start", "serve"}) {
            if (pkg.hasScript(script)) {
                draft.shows(
                        pkg.file(), pkg.lineOf(script), 0.6, "has the script " + script + ": " + pkg.script(script));
                return;
            }
        }
        String main = pkg.mainFile();
        if (!main.isEmpty() && !main.startsWith("dist/")) {
            draft.shows(pkg.file(), pkg.lineOf("main"), 0.3, "can be run by its main file " + main);
        }
    }

    private static void denies(NodePackage pkg, ServiceDraft draft) {
        Judge.place(draft);
        if (pkg.isWorkspaceRoot() && !pkg.hasFile("Procfile")) {
            boolean starts = pkg.hasScript("start") && !delegates(pkg.script("start"));
            draft.denies(pkg.file(), pkg.lineOf("workspaces"), starts ? 0.5 : 0.9, "it is the root of a workspace");
        }
        boolean hidden = pkg.json().path("private").asBoolean(false);
        boolean published = pkg.hasField("exports")
                || pkg.hasField("types")
                || pkg.hasField("typings")
                || pkg.hasField("publishConfig")
                || !hidden && (pkg.hasField("module") || pkg.hasField("peerDependencies"));
        if (published && !pkg.hasScript("start")) {
            draft.denies(
                    pkg.file(),
                    pkg.lineOf("exports"),
                    0.85,
                    "it is a library: it exports modules and has no start script");
        } else if (published || pkg.hasField("files") && pkg.hasField("main")) {
            draft.denies(pkg.file(), pkg.lineOf("files"), 0.5, "it is made to be published");
        }
        boolean offered = !hidden && pkg.hasField("files") && pkg.hasField("repository");
        if (offered && !pkg.hasScript("start")) {
            draft.denies(pkg.file(), pkg.lineOf("files"), 0.95, "it is made to be published");
        }
        if (pkg.has("electron") || pkg.has("@tauri-apps/cli") || pkg.has("@tauri-apps/api")) {
            draft.denies(pkg.file(), 0, 0.95, "it is a desktop application");
        }
        if (pkg.has("react-native") && !pkg.has("react-native-web") && !pkg.has("react-dom")) {
            draft.denies(pkg.file(), pkg.lineOf("react-native"), 0.95, "it is an application for telephones");
        }
        if (pkg.hasField("bin") && !pkg.hasScript("start")) {
            draft.denies(pkg.file(), pkg.lineOf("bin"), 0.8, "it is a command-line tool");
        }
        if (pkg.hasFile("action.yml") || pkg.hasFile("action.yaml")) {
            draft.denies(pkg.dir(), 0, 0.98, "it is a GitHub action");
        }
        boolean extension = pkg.json().path("engines").has("vscode");
        if (extension) {
            draft.denies(pkg.file(), pkg.lineOf("engines"), 0.95, "it is an editor extension");
        }
        if (!pkg.hasScript("start")
                && !pkg.hasScript("dev")
                && pkg.mainFile().isEmpty()
                && !pkg.hasScript("build")
                && !pkg.runsWith("next")
                && !pkg.has("nuxt")) {
            draft.denies(pkg.file(), 0, 0.8, "it has neither a start script nor a main file");
        }
    }
}
