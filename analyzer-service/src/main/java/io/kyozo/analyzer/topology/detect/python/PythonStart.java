package io.kyozo.analyzer.topology.detect.python;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a Python service is installed and started, on a host in {@code .venv} and in an image without one. */
final class PythonStart {
    private static final String BIN = ".venv/bin/";
    private static final List<String> SCRIPTS = List.of(
            "main.py",
            "app.py",
            "server.py",
            "run.py",
            "wsgi.py",
            "bot.py",
            "worker.py",
            "index.py",
            "src/main.py",
            "app/main.py",
            "src/app.py",
            "__main__.py");

    private PythonStart() {}

    static void complete(PythonProject project, ServiceDraft draft) {
        List<String> start = start(project, draft);
        draft.start(start);
        draft.build(hostBuild(project));
        draft.plan(BuildPlan.none(project.dir())
                .manifests(manifests(project))
                .install(List.of(String.join(" ", installArguments(project))))
                .start(start.stream().map(word -> word.replace(BIN, "")).toList())
                .env(Map.of("PYTHONUNBUFFERED", "1")));
    }

    private static List<List<String>> hostBuild(PythonProject project) {
        List<List<String>> build = new ArrayList<>();
        build.add(List.of("python3", "-m", "venv", ".venv"));
        List<String> arguments = installArguments(project);
        if (!arguments.isEmpty()) {
            List<String> install = new ArrayList<>(arguments);
            install.set(0, BIN + "pip");
            build.add(install);
        }
        return build;
    }

    private static List<String> installArguments(PythonProject project) {
        String requirements = project.requirementsFile();
        if (!requirements.isEmpty()) {
            return List.of("pip", "install", "--no-cache-dir", "-r", requirements);
        }
        List<String> packages = new ArrayList<>(List.of("pip", "install", "--no-cache-dir"));
        if (project.has("pyproject.toml") || project.has("setup.py")) {
            boolean installable = project.has("setup.py") || project.toml().has("build-system");
            if (installable) {
                packages.add(".");
                return packages;
            }
        }
        project.dependencies().keySet().stream()
                .filter(name -> !name.equals("python"))
                .limit(200)
                .forEach(packages::add);
        return packages.size() == 3 ? List.of() : packages;
    }

    private static List<String> manifests(PythonProject project) {
        String requirements = project.requirementsFile();
        if (requirements.isEmpty() || requirements.startsWith("requirements/")) {
            return List.of();
        }
        boolean includes = project.folder()
                .text(project.file(requirements))
                .filter(text -> text.lines().stream().anyMatch(line -> line.startsWith("-") || line.startsWith(".")))
                .isPresent();
        return includes ? List.of() : List.of(requirements);
    }

    private static List<String> start(PythonProject project, ServiceDraft draft) {
        boolean gunicorn = project.dependencies().containsKey("gunicorn");
        switch (draft.framework()) {
            case "django" -> {
                return django(project, gunicorn);
            }
            case "streamlit" -> {
                return List.of(
                        "sh",
                        "-c",
                        "exec " + BIN + "streamlit run " + script(project).orElse("app.py")
                                + " --server.address 0.0.0.0 --server.port ${PORT:-8501}");
            }
            case "celery" -> {
                return List.of(BIN + "celery", "-A", module(script(project).orElse("tasks.py")), "worker");
            }
            default -> {
                // The others are started by their application object, below.
            }
        }
        Optional<PythonApp> app = PythonApp.find(project);
        if (app.isPresent()) {
            PythonApp found = app.get();
            if (found.asynchronous()
                    && (project.dependencies().containsKey("uvicorn")
                            || draft.framework().equals("fastapi"))) {
                return List.of(
                        "sh",
                        "-c",
                        "exec " + BIN + "uvicorn " + found.target() + " --host 0.0.0.0 --port ${PORT:-8000}");
            }
            if (!found.asynchronous() && gunicorn) {
                return List.of("sh", "-c", "exec " + BIN + "gunicorn --bind 0.0.0.0:${PORT:-8000} " + found.target());
            }
            if (!found.runsItself()
                    && !found.asynchronous()
                    && draft.framework().equals("flask")) {
                return List.of(
                        "sh",
                        "-c",
                        "exec " + BIN + "flask --app " + found.module() + " run --host 0.0.0.0 --port ${PORT:-5000}");
            }
            return List.of(BIN + "python", found.file());
        }
        String command = project.toml().has("build-system") ? project.script() : "";
        return script(project)
                .map(main -> List.of(BIN + "python", main))
                .orElse(command.isEmpty() ? List.of() : List.of(BIN + command));
    }

    private static List<String> django(PythonProject project, boolean gunicorn) {
        Optional<String> wsgi = project.folder().named(project.dir(), List.of("wsgi.py")).stream()
                .map(FolderFile::path)
                .filter(path -> path.endsWith("/wsgi.py"))
                .map(path -> FolderPath.relativize(project.dir(), path))
                .findFirst();
        String place = FolderPath.parent(project.manage());
        if (gunicorn && wsgi.isPresent() && FolderPath.isWithin(wsgi.get(), place)) {
            String change = place.equals(".") ? "" : "--chdir " + place + " ";
            return List.of(
                    "sh",
                    "-c",
                    "exec " + BIN + "gunicorn --bind 0.0.0.0:${PORT:-8000} " + change
                            + module(FolderPath.relativize(place, wsgi.get())));
        }
        return List.of(
                "sh",
                "-c",
                "exec " + BIN + "python " + project.manage() + " runserver --noreload 0.0.0.0:${PORT:-8000}");
    }

    private static Optional<String> script(PythonProject project) {
        return SCRIPTS.stream().filter(project::has).findFirst().or(() -> guarded(project));
    }

    /** A script that says {@code if __name__ == "__main__"}. */
    private static Optional<String> guarded(PythonProject project) {
        return project.folder().named(project.dir(), List.of("*.py")).stream()
                .filter(file -> FolderPath.depth(FolderPath.relativize(project.dir(), file.path())) <= 2)
                .filter(file -> !Places.isAside(FolderPath.relativize(project.dir(), file.path())))
                .limit(100)
                .flatMap(file -> project.folder().text(file.path()).stream())
                .filter(text -> text.contains("__name__ =="))
                .map(TextFile::path)
                .map(path -> FolderPath.relativize(project.dir(), path))
                .filter(path -> !path.equals("setup.py"))
                .findFirst();
    }

    static String module(String file) {
        String bare = file.endsWith(".py") ? file.substring(0, file.length() - 3) : file;
        return bare.replace('/', '.');
    }
}
