package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FileRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images of Node.js services. */
final class NodeRecipe {
    /** More members than this are copied as a whole: each would be a step of its own. */
    private static final int MAX_MEMBERS = 12;

    /** Packages that are compiled when they are installed, where nobody compiled them before. */
    private static final String[] COMPILED = {
        "bcrypt", "better-sqlite3", "sqlite3", "canvas", "argon2", "node-sass", "kerberos", "serialport", "usb", "re2"
    };

    /** Whether a package runs scripts when it is installed, which may read any source. */
    private static final FileRule<Boolean> RUNS_SCRIPTS = FileRule.of(
            "install-scripts",
            FileRule.Result.FINDINGS,
            text -> text.contains("\"postinstall\"") || text.contains("\"prepare\""));

    private NodeRecipe() {}

    static String write(Recipe recipe) {
        String image = BaseImages.node(recipe.version());
        DockerfileText text = new DockerfileText();
        boolean builds =
                !recipe.plan().install().isEmpty() || !recipe.plan().compile().isEmpty();
        if (builds) {
            text.from(image, "build").workdir("/app");
            install(recipe, text);
            text.copy(".", ".");
            compile(recipe, text, prune(recipe));
        }
        text.from(image).env(Map.of("NODE_ENV", "production")).workdir(recipe.home());
        tool(recipe, text);
        text.copy(builds ? "--from=build --chown=node:node /app" : "--chown=node:node .", "/app");
        return text.user("node")
                .env(recipe.env())
                .expose(recipe.port())
                .healthcheck(Probes.node(recipe))
                .cmd(start(recipe))
                .text();
    }

    static void install(Recipe recipe, DockerfileText text) {
        if (recipe.draft().dependsOn(COMPILED)) {
            text.run(Stages.apt(List.of("python3", "make", "g++")));
        }
        List<String> manifests = recipe.plan().manifests();
        List<String> members = members(recipe);
        if (!manifests.isEmpty()) {
            text.copyAll(manifests, "./");
        } else if (members.isEmpty()) {
            text.copy(".", ".");
        } else {
            text.copyAll(
                    recipe.present(
                            "package.json",
                            "package-lock.json",
                            "pnpm-lock.yaml",
                            "pnpm-workspace.yaml",
                            "yarn.lock",
                            ".yarnrc.yml",
                            ".npmrc",
                            "turbo.json"),
                    "./");
            members.forEach(member -> text.copy(member + "/package.json", member + "/"));
        }
        if (!recipe.plan().install().isEmpty() && recipe.has(".yarnrc.yml")) {
            text.line("ENV YARN_NODE_LINKER=node-modules");
        }
        text.run(recipe.plan().install());
    }

    /** The workspace's packages, so that their manifests alone decide the layer of the dependencies. */
    private static List<String> members(Recipe recipe) {
        boolean scripts = recipe.named("package.json").stream()
                .anyMatch(file ->
                        recipe.folder().finding(file.path(), RUNS_SCRIPTS).orElse(false));
        if (recipe.draft().workspaceRoot().isEmpty() || scripts || recipe.has("rush.json")) {
            return List.of();
        }
        List<String> dirs = recipe.foldersOf(recipe.named("package.json"), MAX_MEMBERS);
        return dirs.stream().filter(dir -> !dir.equals(".")).toList();
    }

    static void compile(Recipe recipe, DockerfileText text, List<String> after) {
        List<String> commands = new ArrayList<>();
        if (!recipe.inContext().equals(".") && !recipe.plan().compile().isEmpty()) {
            commands.add("cd " + recipe.inContext());
        }
        commands.addAll(recipe.plan().compile());
        commands.addAll(after);
        text.run(commands);
    }

    /** Leaves out what only the build needed, where node itself starts the service and npm installed it. */
    private static List<String> prune(Recipe recipe) {
        boolean npm = recipe.plan().install().stream().anyMatch(command -> command.startsWith("npm ci"));
        boolean direct = !recipe.start().isEmpty() && recipe.start().get(0).equals("node");
        boolean whole = recipe.plan().install().stream().noneMatch(command -> command.contains("--omit=dev"));
        return npm && direct && whole && recipe.inContext().equals(".")
                ? List.of("npm prune --omit=dev --no-audit --no-fund")
                : List.of();
    }

    /** A tool that npx would fetch anew at every start is part of the image instead. */
    private static void tool(Recipe recipe, DockerfileText text) {
        List<String> start = recipe.start();
        if (fetches(start) && !start.contains("run")) {
            text.run(List.of("npm install --global --no-audit --no-fund " + start.get(2)));
        }
    }

    private static boolean fetches(List<String> start) {
        return start.size() > 3 && start.get(0).equals("npx") && start.get(1).equals("--yes");
    }

    private static List<String> start(Recipe recipe) {
        List<String> start = recipe.start();
        if (!fetches(start)) {
            return start;
        }
        int run = start.indexOf("run");
        // Scripts need no package manager of their own, only one that runs scripts.
        return run > 0 && run + 1 < start.size()
                ? List.of("npm", "run", start.get(run + 1))
                : start.subList(2, start.size());
    }
}
