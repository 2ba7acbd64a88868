package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of Go services: one static program in a small system. */
final class GoRecipe {
    private GoRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText()
                .from(BaseImages.go(recipe.draft().version()), "build")
                .workdir("/src")
                .copyAll(recipe.plan().manifests(), "./")
                .run(recipe.plan().install())
                .copy(".", ".")
                .run(recipe.plan().compile());
        return text.from("debian:bookworm-slim")
                .run(List.of("useradd --uid 1000 --user-group --no-create-home app"))
                .workdir("/app")
                .copy("--from=build /out/app", "/app/app")
                // Templates and pages that the program reads at run time.
                .copy("--chown=app:app .", "/app/")
                .user("app")
                .env(recipe.env())
                .expose(recipe.port())
                .cmd(recipe.start())
                .text();
    }
}
