package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of Gleam services on the Erlang virtual machine. */
final class GleamRecipe {
    private GleamRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText()
                .from("ghcr.io/gleam-lang/gleam:v1.6.3-erlang-slim", "build")
                .workdir("/src")
                .copyAll(recipe.present("gleam.toml", "manifest.toml"), "./")
                .run(List.of("gleam deps download"))
                .copy(".", ".")
                .run(List.of("gleam export erlang-shipment"));
        Stages.last(text, "erlang:27-slim", List.of());
        text.copy("--from=build /src/build/erlang-shipment", "./");
        return Stages.end(text, recipe, Probes.bash(recipe), List.of("/app/entrypoint.sh", "run"));
    }
}
