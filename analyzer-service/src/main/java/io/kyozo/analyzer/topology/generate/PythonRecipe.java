package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of Python services: packages in a virtual environment made in a stage of its own. */
final class PythonRecipe {
    private PythonRecipe() {}

    static String write(Recipe recipe) {
        String image = BaseImages.python(recipe.draft().version());
        DockerfileText text = new DockerfileText().from(image, "build").workdir("/app");
        text.run(List.of("python -m venv /venv")).line("ENV PATH=/venv/bin:$PATH");
        List<String> manifests = recipe.plan().manifests();
        if (manifests.isEmpty()) {
            text.copy(".", ".");
        } else {
            text.copyAll(manifests, "./");
        }
        text.run(recipe.plan().install().stream()
                .filter(command -> !command.isBlank())
                .toList());
        text.from(image)
                .run(List.of("useradd --uid 1000 --user-group --no-create-home app"))
                .workdir("/app")
                .line("ENV PATH=/venv/bin:$PATH")
                .copy("--from=build /venv", "/venv")
                .copy("--chown=app:app .", ".")
                .run(List.of("chown app:app /app"))
                .user("app")
                .env(recipe.env())
                .expose(recipe.port())
                .healthcheck(probe(recipe))
                .cmd(recipe.start());
        return text.text();
    }

    private static List<String> probe(Recipe recipe) {
        if (recipe.port() == 0) {
            return List.of();
        }
        return List.of(
                "python",
                "-c",
                "import os,urllib.request as u; u.urlopen('http://127.0.0.1:'+os.environ.get('PORT','" + recipe.port()
                        + "')+'" + recipe.healthPath() + "',timeout=4)");
    }
}
