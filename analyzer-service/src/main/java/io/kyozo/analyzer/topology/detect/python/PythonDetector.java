package io.kyozo.analyzer.topology.detect.python;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds Python roots by their manifests, by manage.py, or by a main script where there is no manifest. */
public final class PythonDetector implements Detector {
    private static final Set<String> MANIFESTS = Set.of(
            "requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "manage.py", "environment.yml", "setup.cfg");
    private static final List<String> MAIN_SCRIPTS = List.of(
            "main.py", "app.py", "server.py", "wsgi.py", "asgi.py", "run.py", "bot.py", "worker.py", "index.py");

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        Set<String> roots = new LinkedHashSet<>();
        for (FolderFile file : folder.named(".", MANIFESTS)) {
            if (!nested(folder, file) && !isManaged(folder, file)) {
                roots.add(file.dir());
            }
        }
        for (FolderFile file : folder.named(".", MAIN_SCRIPTS)) {
            if (FolderPath.depth(file.dir()) <= 2
                    && roots.stream().noneMatch(root -> FolderPath.isWithin(file.dir(), root))) {
                roots.add(file.dir());
            }
        }
        List<ServiceDraft> drafts = new ArrayList<>();
        for (String root : roots) {
            drafts.add(draft(new PythonProject(folder, root)));
        }
        return drafts;
    }

    /** A requirements.txt under docs or in a folder named requirements belongs to the project above. */
    private static boolean nested(Folder folder, FolderFile file) {
        return FolderPath.name(file.dir()).equals("requirements")
                || file.name().equals("setup.cfg") && !folder.has(FolderPath.join(file.dir(), "setup.py"));
    }

    /** A manage.py without a manifest beside it belongs to the project above that states its packages. */
    private static boolean isManaged(Folder folder, FolderFile file) {
        String at = file.dir();
        if (!file.name().equals("manage.py") || hasManifest(folder, at)) {
            return false;
        }
        for (int up = 0; up < 2 && !at.equals("."); up++) {
            at = FolderPath.parent(at);
            if (hasManifest(folder, at)) {
                return Places.seldomService(file.dir()).isEmpty();
            }
        }
        return false;
    }

    private static boolean hasManifest(Folder folder, String dir) {
        return PythonProject.MANIFESTS.stream().anyMatch(name -> folder.has(FolderPath.join(dir, name)));
    }

    private static ServiceDraft draft(PythonProject project) {
        ServiceDraft draft = new ServiceDraft(project.dir(), "python");
        manifests(project, draft);
        draft.dependencies().putAll(project.dependencies());
        draft.version(PythonVersion.of(project, draft));
        Optional<Framework> framework = PythonFrameworks.ALL.stream()
                .filter(f -> project.dependencies().containsKey(f.dependency()))
                .findFirst();
        framework.ifPresent(found -> apply(project, found, draft));
        if (framework.isEmpty() && !project.manage().isEmpty()) {
            draft.framework("django").defaultPort(8000).kind(io.kyozo.contracts.topology.ServiceKind.WEB);
        }
        String name = project.toml().path("project").path("name").asText("");
        if (!name.isEmpty()) {
            draft.aliases().add(name);
        }
        judge(project, draft);
        PythonStart.complete(project, draft);
        return draft;
    }

    private static void apply(PythonProject project, Framework framework, ServiceDraft draft) {
        draft.framework(framework.name()).kind(framework.kind()).defaultPort(framework.port());
        Evidence where = project.dependencies().get(framework.dependency());
        if (where != null) {
            draft.shows(where.file(), where.line(), 0.6, where.shows());
        }
    }

    private static void manifests(PythonProject project, ServiceDraft draft) {
        boolean found = false;
        for (String manifest :
                List.of("requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "environment.yml")) {
            if (project.has(manifest)) {
                draft.shows(project.file(manifest), 1, found ? 0.2 : 0.55, "is a Python project");
                found = true;
            }
        }
        for (String lock : List.of("poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock")) {
            if (project.has(lock)) {
                draft.shows(project.file(lock), 0, 0.2, "locks its packages");
            }
        }
        if (!project.manage().isEmpty()) {
            draft.shows(project.file(project.manage()), 1, 0.7, "is a Django project");
        }
        MAIN_SCRIPTS.stream()
                .filter(project::has)
                .findFirst()
                .ifPresent(main -> draft.shows(project.file(main), 1, 0.45, "can be run as a script"));
    }

    private static void judge(PythonProject project, ServiceDraft draft) {
        Judge.place(draft);
        boolean runnable = !project.manage().isEmpty()
                || project.has("Procfile")
                || MAIN_SCRIPTS.stream().anyMatch(project::has);
        boolean packaged = project.has("setup.py") || project.toml().has("build-system");
        boolean scripts = !project.script().isEmpty();
        if (packaged && !runnable && draft.framework().isEmpty()) {
            String manifest = project.file(project.has("setup.py") ? "setup.py" : "pyproject.toml");
            boolean offered = project.toml().path("project").has("urls")
                    || project.toml().path("project").has("license")
                    || project.toml().path("project").has("keywords")
                    || project.has("setup.py");
            draft.denies(
                    manifest,
                    0,
                    scripts ? (offered ? 0.9 : 0.4) : 0.85,
                    scripts ? "it is a command-line tool" : "it is a library: it is packaged and has no main script");
        }
        boolean classified = project.folder()
                .text(project.file("pyproject.toml"))
                .or(() -> project.folder().text(project.file("setup.py")))
                .filter(text -> text.contains("Programming Language :: Python"))
                .isPresent();
        if (classified && !runnable) {
            draft.denies(project.file("pyproject.toml"), 0, 0.9, "it is made to be published as a package");
        }
    }
}
