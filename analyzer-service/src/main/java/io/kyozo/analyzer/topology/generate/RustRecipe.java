package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.List;

/** Images of Rust services: one program in a small system. */
final class RustRecipe {
    private RustRecipe() {}

    static String write(Recipe recipe) {
        String binary = FolderPath.name(recipe.plan().artifact());
        return new DockerfileText()
                .from("rust:" + recipe.draft().version() + "-slim-bookworm", "build")
                .workdir("/src")
                .run(List.of(
                        "apt-get update",
                        "apt-get install -y --no-install-recommends pkg-config libssl-dev",
                        "rm -rf /var/lib/apt/lists/*"))
                .copy(".", ".")
                .run(recipe.plan().compile())
                .from("debian:bookworm-slim")
                .run(List.of("useradd --uid 1000 --user-group --no-create-home app"))
                .workdir("/app")
                .copy("--from=build /src/" + recipe.plan().artifact(), "/app/" + binary)
                .user("app")
                .env(recipe.env())
                .expose(recipe.port())
                .cmd(recipe.start())
                .text();
    }
}
