package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of Deno services: what they import is fetched and compiled when the image is built. */
final class DenoRecipe {
    private static final String IMAGE = "denoland/deno:debian-2.1.4";

    private DenoRecipe() {}

    static String write(Recipe recipe) {
        List<String> start = recipe.start();
        String main = start.isEmpty() ? "main.ts" : start.get(start.size() - 1);
        DockerfileText text = new DockerfileText().from(IMAGE).workdir("/app").line("ENV DENO_DIR=/deno-dir");
        List<String> manifests = recipe.present("deno.json", "deno.jsonc", "deno.lock");
        boolean imports = recipe.says("deno.json", "\"imports\"") || recipe.says("deno.jsonc", "\"imports\"");
        if (imports) {
            text.copyAll(manifests, "./").run(List.of("deno install"));
        }
        boolean script = main.endsWith(".ts") || main.endsWith(".js") || main.endsWith(".tsx");
        text.copy("--chown=deno:deno .", ".");
        text.run(List.of(
                "mkdir -p /deno-dir", (script ? "deno cache " + main + " && " : "") + "chown -R deno /deno-dir"));
        return text.user("deno")
                .env(recipe.env())
                .expose(recipe.port())
                .healthcheck(Probes.fetch(recipe, List.of("deno", "eval"), "Deno.env.get('PORT')", "Deno.exit"))
                .cmd(start)
                .text();
    }
}
