package io.kyozo.analyzer.topology.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images of Node.js services. */
final class NodeRecipe {
    private NodeRecipe() {}

    static String write(Recipe recipe) {
        String image = BaseImages.node(recipe.draft().version());
        DockerfileText text = new DockerfileText();
        boolean builds =
                !recipe.plan().install().isEmpty() || !recipe.plan().compile().isEmpty();
        if (builds) {
            text.from(image, "build").workdir("/app");
            install(recipe, text);
            text.copy(".", ".");
            compile(recipe, text);
            text.from(image).env(Map.of("NODE_ENV", "production")).workdir(recipe.home());
            text.copy("--from=build --chown=node:node /app", "/app");
        } else {
            text.from(image).env(Map.of("NODE_ENV", "production")).workdir(recipe.home());
            text.copy("--chown=node:node .", "/app");
        }
        return text.user("node")
                .env(recipe.env())
                .expose(recipe.port())
                .healthcheck(probe(recipe))
                .cmd(recipe.start())
                .text();
    }

    static void install(Recipe recipe, DockerfileText text) {
        List<String> manifests = recipe.plan().manifests();
        if (manifests.isEmpty()) {
            text.copy(".", ".");
        } else {
            text.copyAll(manifests, "./");
        }
        text.run(recipe.plan().install());
    }

    static void compile(Recipe recipe, DockerfileText text) {
        List<String> commands = new ArrayList<>();
        if (!recipe.inContext().equals(".") && !recipe.plan().compile().isEmpty()) {
            commands.add("cd " + recipe.inContext());
        }
        commands.addAll(recipe.plan().compile());
        text.run(commands);
    }

    private static List<String> probe(Recipe recipe) {
        if (recipe.port() == 0) {
            return List.of();
        }
        String url = "'http://127.0.0.1:'+(process.env.PORT||" + recipe.port() + ")+'" + recipe.healthPath() + "'";
        return List.of(
                "node",
                "-e",
                "require('http').get(" + url
                        + ",r=>process.exit(r.statusCode<500?0:1)).on('error',()=>process.exit(1))");
    }
}
