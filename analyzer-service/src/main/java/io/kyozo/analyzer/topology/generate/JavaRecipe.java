package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.BuildPlan;
import java.util.ArrayList;
import java.util.List;

/** Images of services of the Java platform: built by Maven or Gradle, run by a runtime without compiler. */
final class JavaRecipe {
    private JavaRecipe() {}

    static String write(Recipe recipe) {
        BuildPlan plan = recipe.plan();
        String version = recipe.draft().version();
        boolean maven = plan.compile().stream().anyMatch(command -> command.startsWith("mvn"));
        DockerfileText text = new DockerfileText()
                .from(maven ? BaseImages.maven(version) : BaseImages.gradle(version), "build")
                .workdir("/src");
        if (maven && !plan.manifests().isEmpty()) {
            // A layer of its own: the dependencies are fetched again only when the build file changes.
            text.copyAll(plan.manifests(), "./").run(List.of("mvn -q -B dependency:go-offline || true"));
        }
        text.copy(".", ".").run(plan.compile());
        String home = recipe.inContext().equals(".") ? "/src" : "/src/" + recipe.inContext();
        text.from(BaseImages.jre(version))
                .run(List.of("useradd --uid 1000 --user-group --no-create-home app"))
                .workdir("/app");
        List<String> start = recipe.draft().start();
        if (plan.artifact().endsWith(".jar") || plan.artifact().endsWith(".war")) {
            text.copy("--from=build " + home + "/" + plan.artifact(), "/app/app.jar");
            start = replaced(start, plan.artifact(), "app.jar");
        } else {
            text.copy("--from=build " + home + "/" + plan.artifact(), "/app/" + plan.artifact());
        }
        return text.user("app")
                .env(recipe.env())
                .expose(recipe.port())
                .cmd(start)
                .text();
    }

    private static List<String> replaced(List<String> argv, String from, String to) {
        List<String> out = new ArrayList<>(argv);
        out.replaceAll(word -> word.equals(from) ? to : word);
        return out;
    }
}
