package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.ArrayList;
import java.util.List;

/** Images of Rust services: one program in a small system. */
final class RustRecipe {
    private RustRecipe() {}

    static String write(Recipe recipe) {
        String binary = FolderPath.name(recipe.plan().artifact());
        boolean ssl = recipe.says("Cargo.lock", "\"openssl-sys\"")
                || !recipe.has("Cargo.lock") && recipe.draft().dependsOn("reqwest", "openssl", "native-tls");
        boolean postgres =
                recipe.says("Cargo.lock", "\"pq-sys\"") || recipe.draft().dependsOn("diesel-postgres");
        List<String> build = new ArrayList<>();
        List<String> run = new ArrayList<>();
        if (ssl) {
            build.addAll(List.of("pkg-config", "libssl-dev"));
            run.add("libssl3");
        }
        if (postgres) {
            build.add("libpq-dev");
            run.add("libpq5");
        }
        DockerfileText text = new DockerfileText().from(BaseImages.rust(recipe.version()), "build");
        if (!build.isEmpty()) {
            text.run(Stages.apt(build));
        }
        text.workdir("/src");
        dependencies(recipe, text);
        text.copy(".", ".").run(compile(recipe));
        Stages.last(text, Stages.DEBIAN, run);
        Stages.authorities(text);
        text.copy("--from=build /src/" + recipe.plan().artifact(), "./" + binary);
        Stages.runTimeFiles(recipe, text, recipe.homeIn("/src"));
        if (recipe.draft().framework().equals("rocket")) {
            text.line("ENV ROCKET_ADDRESS=0.0.0.0 ROCKET_PORT=" + recipe.port());
        }
        return Stages.end(text, recipe, Probes.bash(recipe), recipe.start());
    }

    /** Cargo builds dependencies only together with a program: an empty one stands in for it. */
    private static void dependencies(Recipe recipe, DockerfileText text) {
        if (!isPlain(recipe)) {
            return;
        }
        boolean library = recipe.has("src/lib.rs");
        text.copyAll(recipe.present("Cargo.toml", "Cargo.lock"), "./")
                .run(List.of(
                        "mkdir src",
                        "echo 'fn main() {}' > src/main.rs" + (library ? " && touch src/lib.rs" : ""),
                        "cargo build --release" + locked(recipe),
                        "rm -r src"));
    }

    private static List<String> compile(Recipe recipe) {
        List<String> commands = new ArrayList<>();
        if (isPlain(recipe)) {
            // Older than the empty program's, the sources would pass for built.
            commands.add("find src -name '*.rs' -exec touch {} +");
        }
        recipe.plan().compile().forEach(command -> commands.add(command + locked(recipe)));
        return commands;
    }

    private static String locked(Recipe recipe) {
        return recipe.has("Cargo.lock") ? " --locked" : "";
    }

    private static boolean isPlain(Recipe recipe) {
        return recipe.inContext().equals(".")
                && recipe.has("src/main.rs")
                && !recipe.has("build.rs")
                && !recipe.says("Cargo.toml", "[[bin]]")
                && !recipe.says("Cargo.toml", "[workspace]")
                && !recipe.says("Cargo.toml", "path =");
    }
}
