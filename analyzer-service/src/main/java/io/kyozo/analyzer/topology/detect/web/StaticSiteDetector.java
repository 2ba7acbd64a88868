package io.kyozo.analyzer.topology.detect.web;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds folders of pages that are served as they are: an index.html, or a Staticfile that names the root. */
public final class StaticSiteDetector implements Detector {
    private static final Set<String> ROOTS = Set.of("public", "static", "www", "html", "site", "htdocs", "web", "dist");

    /** Manifests of what is built, of which a page beside them is only a source. */
    private static final Set<String> BUILT = Set.of(
            "package.json", "composer.json", "go.mod", "Gemfile", "pyproject.toml", "requirements.txt", "pom.xml");

    /** An ordinary user may open ports from here. */
    private static final int UNPRIVILEGED = 1024;

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        List<ServiceDraft> drafts = new ArrayList<>();
        for (FolderFile file : folder.named(".", List.of("index.html", "index.htm", "Staticfile"))) {
            drafts.add(file.name().equals("Staticfile") ? stated(folder, file) : site(folder, file));
        }
        return drafts;
    }

    private static ServiceDraft site(Folder folder, FolderFile index) {
        String dir = index.dir();
        boolean inner = ROOTS.contains(FolderPath.name(dir));
        String path = inner ? FolderPath.parent(dir) : dir;
        ServiceDraft draft = new ServiceDraft(path, "static")
                .kind(ServiceKind.STATIC)
                .staticRoot(inner ? FolderPath.name(dir) : ".")
                .shows(index.path(), 1, 0.4, "is a page");
        if (FolderPath.depth(path) == 0) {
            draft.shows(index.path(), 1, 0.5, "is the folder's own front page");
        }
        served(folder, path, dir, draft);
        Judge.place(draft);
        if (FolderPath.depth(path) > 2) {
            draft.denies(path, 0, 0.6, "it lies deep in the folder");
        }
        boolean template = folder.text(index.path())
                .filter(text -> text.contains("{{") || text.contains("{%") || text.contains("th:"))
                .isPresent();
        if (template) {
            draft.denies(index.path(), 0, 0.8, "it is a template that a server fills in");
        }
        return draft;
    }

    /** A web server's configuration beside the pages that serves files: they are a site, and where it listens is said. */
    private static void served(Folder folder, String path, String pages, ServiceDraft draft) {
        if (folder.namesIn(path).stream().anyMatch(BUILT::contains)) {
            // It serves what is built from the sources there.
            return;
        }
        for (String dir : path.equals(pages) ? List.of(path) : List.of(path, pages)) {
            for (String name : folder.namesIn(dir)) {
                String file = FolderPath.join(dir, name);
                Optional<ServerConfig> config = ServerConfig.isOne(name)
                        ? folder.finding(file, ServerConfig.RULE).filter(found -> found.root() > 0)
                        : Optional.empty();
                config.ifPresent(found -> {
                    draft.shows(file, found.root(), 0.6, "says that " + found.server() + " serves files");
                    if (found.port() >= UNPRIVILEGED) {
                        Evidence where = new Evidence(file, found.portLine(), 0.7, "listens on " + found.port());
                        draft.ports().add(new PortFinding(found.port(), "http", "", where));
                    }
                });
            }
        }
    }

    private static ServiceDraft stated(Folder folder, FolderFile file) {
        String root = folder.text(file.path())
                .flatMap(text -> text.lines().stream()
                        .filter(line -> line.startsWith("root:"))
                        .findFirst())
                .map(line -> line.substring(5).strip().replace("\"", ""))
                .orElse(".");
        return new ServiceDraft(file.dir(), "static")
                .kind(ServiceKind.STATIC)
                .staticRoot(FolderPath.normalize(root))
                .shows(file.path(), 1, 0.9, "says that files are to be served");
    }
}
