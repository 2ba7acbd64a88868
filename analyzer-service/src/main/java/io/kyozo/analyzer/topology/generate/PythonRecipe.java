package io.kyozo.analyzer.topology.generate;

import java.util.ArrayList;
import java.util.List;

/** Images of Python services: packages in a virtual environment made in a stage of its own, by the tool that locked them. */
final class PythonRecipe {
    private PythonRecipe() {}

    static String write(Recipe recipe) {
        String image = BaseImages.python(recipe.version());
        SystemPackages packages = SystemPackages.python(recipe.draft());
        DockerfileText text = new DockerfileText().from(image, "build").workdir("/app");
        List<String> first = new ArrayList<>();
        if (!packages.build().isEmpty()) {
            first.addAll(Stages.apt(packages.build()));
        }
        first.add("python -m venv /venv");
        text.run(first).line("ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH");
        install(recipe, text);
        Stages.last(text, image, packages.run());
        text.line("ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1")
                .copy("--from=build /venv", "/venv")
                .copy("--chown=app:app .", ".");
        return Stages.end(text, recipe, Probes.python(recipe), recipe.start());
    }

    private static void install(Recipe recipe, DockerfileText text) {
        if (recipe.has("uv.lock")) {
            uv(recipe, text);
        } else if (recipe.has("poetry.lock") || recipe.says("pyproject.toml", "[tool.poetry.dependencies]")) {
            text.run(List.of("python -m venv /poetry", "/poetry/bin/pip install --no-cache-dir poetry==1.8.5"));
            locked(recipe, text, "poetry.lock", "/poetry/bin/poetry install --no-interaction --only main --no-root");
        } else if (recipe.has("Pipfile.lock")) {
            text.copyAll(List.of("Pipfile", "Pipfile.lock"), "./");
            exported(text, "pipenv", "pipenv requirements > /tmp/requirements.txt");
        } else if (recipe.has("pdm.lock")) {
            text.copyAll(List.of("pyproject.toml", "pdm.lock"), "./");
            exported(text, "pdm", "pdm export --prod --without-hashes -o /tmp/requirements.txt");
        } else {
            plain(recipe, text);
        }
    }

    private static void uv(Recipe recipe, DockerfileText text) {
        text.run(List.of("python -m venv /uv", "/uv/bin/pip install --no-cache-dir 'uv>=0.5,<1'"));
        locked(
                recipe,
                text,
                "uv.lock",
                "UV_PROJECT_ENVIRONMENT=/venv /uv/bin/uv sync --frozen --no-dev --no-cache --no-install-project");
    }

    /** The packages alone first; the project itself too, where it is one that can be installed. */
    private static void locked(Recipe recipe, DockerfileText text, String lock, String command) {
        text.copyAll(recipe.present("pyproject.toml", lock), "./").run(List.of(command));
        boolean installable = recipe.says("pyproject.toml", "[build-system]")
                && !recipe.says("pyproject.toml", "package-mode = false");
        boolean poetry = lock.equals("poetry.lock");
        boolean packaged = poetry ? recipe.says("pyproject.toml", "packages =") : installable;
        if (installable && packaged) {
            text.copy(".", ".").run(List.of("pip install --no-cache-dir --no-deps ."));
        }
    }

    private static void exported(DockerfileText text, String tool, String command) {
        text.run(List.of(
                "python -m venv /tool",
                "/tool/bin/pip install --no-cache-dir " + tool,
                "/tool/bin/" + command,
                "pip install --no-cache-dir -r /tmp/requirements.txt"));
    }

    private static void plain(Recipe recipe, DockerfileText text) {
        List<String> commands = recipe.plan().install().stream()
                .filter(command -> !command.isBlank())
                .toList();
        if (commands.isEmpty()) {
            return;
        }
        if (recipe.plan().manifests().isEmpty()) {
            text.copy(".", ".");
        } else {
            text.copyAll(recipe.plan().manifests(), "./");
        }
        text.run(commands);
    }
}
