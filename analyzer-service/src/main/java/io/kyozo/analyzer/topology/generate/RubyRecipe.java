package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of Ruby services. */
final class RubyRecipe {
    private RubyRecipe() {}

    static String write(Recipe recipe) {
        String image = BaseImages.ruby(recipe.draft().version());
        DockerfileText text = new DockerfileText().from(image, "build").workdir("/app");
        if (image.contains("-slim") && !recipe.plan().install().isEmpty()) {
            text.run(List.of(
                    "apt-get update",
                    "apt-get install -y --no-install-recommends build-essential git libpq-dev libyaml-dev",
                    "rm -rf /var/lib/apt/lists/*"));
        }
        if (recipe.plan().manifests().isEmpty()) {
            text.copy(".", ".");
        } else {
            text.copyAll(recipe.plan().manifests(), "./");
        }
        text.run(recipe.plan().install()).copy(".", ".").run(recipe.plan().compile());
        boolean postgres = recipe.draft().dependsOn("pg");
        text.from(image);
        if (postgres) {
            text.run(List.of(
                    "apt-get update",
                    "apt-get install -y --no-install-recommends libpq5",
                    "rm -rf /var/lib/apt/lists/*"));
        }
        return text.run(List.of("useradd --uid 1000 --user-group --create-home app"))
                .workdir("/app")
                .copy("--from=build /usr/local/bundle", "/usr/local/bundle")
                .copy("--from=build --chown=app:app /app", "/app")
                .run(List.of("chown app:app /app"))
                .user("app")
                .env(recipe.env())
                .expose(recipe.port())
                .cmd(recipe.start())
                .text();
    }
}
