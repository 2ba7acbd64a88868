package io.kyozo.analyzer.topology.generate;

import java.util.ArrayList;
import java.util.List;

/** Images of services that run with Bun. */
final class BunRecipe {
    private static final String IMAGE = "oven/bun:1-slim";

    private BunRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText().from(IMAGE, "build").workdir("/app");
        List<String> lock = recipe.present("bun.lock", "bun.lockb");
        List<String> manifests = new ArrayList<>(recipe.present("package.json"));
        manifests.addAll(lock);
        boolean compiles = !recipe.plan().compile().isEmpty();
        String install =
                "bun install" + (lock.isEmpty() ? "" : " --frozen-lockfile") + (compiles ? "" : " --production");
        if (recipe.draft().workspaceRoot().isEmpty()
                && !recipe.plan().manifests().isEmpty()) {
            text.copyAll(manifests, "./").run(List.of(install)).copy(".", ".");
        } else {
            text.copy(".", ".").run(List.of(install));
        }
        if (compiles) {
            String into = recipe.inContext().equals(".") ? "" : "cd " + recipe.inContext() + " && ";
            text.run(List.of(into + "bun run build"));
        }
        return text.from(IMAGE)
                .workdir(recipe.home())
                .line("ENV NODE_ENV=production")
                .copy("--from=build --chown=bun:bun /app", "/app")
                .user("bun")
                .env(recipe.env())
                .expose(recipe.port())
                .healthcheck(Probes.fetch(recipe, List.of("bun", "-e"), "process.env.PORT", "process.exit"))
                .cmd(start(recipe.start()))
                .text();
    }

    private static List<String> start(List<String> start) {
        int run = start.indexOf("run");
        boolean fetched = start.size() > 3 && start.get(0).equals("npx");
        return fetched && run > 0 ? List.of("bun", "run", start.get(run + 1)) : start;
    }
}
