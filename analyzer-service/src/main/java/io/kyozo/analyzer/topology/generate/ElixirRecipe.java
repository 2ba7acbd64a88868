package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images of Elixir services: a release, which brings its own virtual machine. */
final class ElixirRecipe {
    private ElixirRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText().from("elixir:" + recipe.version() + "-slim", "build");
        boolean depends = !recipe.draft().dependencies().isEmpty();
        if (depends) {
            List<String> tools = new ArrayList<>(Stages.apt(List.of("build-essential", "git")));
            tools.add("mix local.hex --force");
            tools.add("mix local.rebar --force");
            text.run(tools);
        }
        text.workdir("/src").env(Map.of("MIX_ENV", "prod"));
        if (depends) {
            dependencies(recipe, text);
        }
        List<String> build = new ArrayList<>();
        String home = released(recipe) ? "." : recipe.inContext();
        if (!recipe.inContext().equals(".")) {
            build.add("cd " + recipe.inContext());
        }
        if (recipe.says(FolderPath.join(recipe.inContext(), "mix.exs"), "assets.deploy")) {
            build.add("mix assets.deploy");
        }
        if (!home.equals(recipe.inContext())) {
            build.add("cd /src");
        }
        build.add("mix release --path /out");
        text.copy(".", ".").run(build);
        Stages.last(text, Stages.DEBIAN, List.of("libstdc++6", "libncurses6", "openssl", "ca-certificates"));
        text.copy("--from=build --chown=app:app /out", "./").line("ENV LANG=C.UTF-8 PHX_SERVER=true RELEASE_TMP=/tmp");
        return Stages.end(text, recipe, Probes.bash(recipe), List.of("/app/bin/" + release(recipe, home), "start"));
    }

    /** Whether the root says what a release holds; else an application of an umbrella project is released alone. */
    private static boolean released(Recipe recipe) {
        return recipe.says("mix.exs", "releases:");
    }

    private static void dependencies(Recipe recipe, DockerfileText text) {
        text.copyAll(recipe.present("mix.exs", "mix.lock"), "./");
        recipe.foldersOf(recipe.named("mix.exs"), 12).stream()
                .filter(dir -> !dir.equals("."))
                .forEach(dir -> text.copy(dir + "/mix.exs", dir + "/"));
        if (recipe.has("config/config.exs")) {
            text.copyAll(recipe.present("config/config.exs", "config/prod.exs"), "config/");
        }
        text.run(List.of("mix deps.get --only prod", "mix deps.compile"));
    }

    /** A release's own name, else the application's. */
    private static String release(Recipe recipe, String home) {
        TextFile mix = recipe.folder()
                .text(FolderPath.join(recipe.plan().context(), FolderPath.join(home, "mix.exs")))
                .orElse(new TextFile("mix.exs", List.of()));
        int releases = mix.lineOf("releases: [");
        if (releases > 0 && releases < mix.lines().size()) {
            String next = mix.lines().get(releases).strip();
            int colon = next.indexOf(':');
            if (colon > 0 && next.substring(0, colon).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')) {
                return next.substring(0, colon);
            }
        }
        return mix.lines().stream()
                .map(String::strip)
                .filter(line -> line.contains("app: :"))
                .map(line -> line.substring(line.indexOf("app: :") + 6).split("[^a-z0-9_]", 2)[0])
                .findFirst()
                .orElse("app");
    }
}
