package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import java.util.List;

/** Images of Clojure services: an uberjar by Leiningen, or the sources with their dependencies by the tools. */
final class ClojureRecipe {
    private ClojureRecipe() {}

    static String write(Recipe recipe) {
        return recipe.has("project.clj") ? leiningen(recipe) : tools(recipe);
    }

    private static String leiningen(Recipe recipe) {
        DockerfileText text = new DockerfileText()
                .from("clojure:temurin-17-lein-bookworm-slim", "build")
                .workdir("/src")
                .copy("project.clj", "./")
                .run(List.of("lein deps"))
                .copy(".", ".")
                .run(List.of("lein uberjar", "cp \"$(find target -name '*standalone*.jar' | head -n 1)\" /app.jar"));
        Stages.last(text, BaseImages.jre("17"), List.of());
        text.copy("--from=build /app.jar", "./app.jar");
        return Stages.end(
                text, recipe, Probes.bash(recipe), List.of("java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"));
    }

    private static String tools(Recipe recipe) {
        DockerfileText text = new DockerfileText();
        Stages.last(text, "clojure:temurin-17-tools-deps-bookworm-slim", List.of());
        boolean alias = recipe.says("deps.edn", ":run");
        text.user(Stages.USER)
                .copy("--chown=app:app deps.edn", "./")
                .run(List.of("clojure -P" + (alias ? " -M:run" : "")))
                .copy("--chown=app:app .", ".");
        List<String> start =
                alias ? List.of("clojure", "-M:run") : List.of("clojure", "-M", "-m", mainNamespace(recipe));
        return Stages.end(text, recipe, Probes.bash(recipe), start);
    }

    private static String mainNamespace(Recipe recipe) {
        return recipe.folder().under(recipe.draft().path()).stream()
                .map(FolderFile::path)
                .filter(path -> path.endsWith(".clj"))
                .filter(path -> recipe.folder()
                        .text(path)
                        .filter(text -> text.contains("defn -main"))
                        .isPresent())
                .map(path -> FolderPath.relativize(recipe.draft().path(), path))
                .map(path -> path.replaceFirst("^src/", "")
                        .replaceFirst("\\.clj$", "")
                        .replace('/', '.')
                        .replace('_', '-'))
                .findFirst()
                .orElse("main");
    }
}
