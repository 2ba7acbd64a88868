package io.kyozo.analyzer.topology.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Projects of an Nx workspace that have a project.json and no package.json: their packages are the root's, of which each
 * takes those that its sources import.
 */
final class NxProjects {
    private static final int MAX_PROJECTS = 200;
    private static final int MAX_SOURCES = 200;
    private static final Set<String> SOURCES = Set.of("ts", "tsx", "js", "jsx", "mjs", "cjs");

    /** Tools that build pages for a browser. */
    private static final List<String> PAGES =
            List.of("vite", "angular", "web:", "react", "rspack", "astro", "dev-server");

    private final Folder folder;
    private final ServiceDraft root;
    private final NodePackage pkg;
    private final Map<String, String> aliases = new LinkedHashMap<>();

    private NxProjects(Folder folder, ServiceDraft root) {
        this.folder = folder;
        this.root = root;
        this.pkg = new NodePackage(folder, root.path());
        JsonNode paths = DataFiles.json(folder, FolderPath.join(root.path(), "tsconfig.base.json"))
                .path("compilerOptions")
                .path("paths");
        paths.fields()
                .forEachRemaining(entry -> aliases.put(
                        entry.getKey(),
                        FolderPath.join(root.path(), entry.getValue().path(0).asText("."))));
    }

    /** The projects of those of {@code packages} that are roots of an Nx workspace. */
    static List<ServiceDraft> drafts(Folder folder, List<ServiceDraft> packages) {
        List<ServiceDraft> all = new ArrayList<>();
        packages.stream()
                .filter(draft -> folder.has(FolderPath.join(draft.path(), "nx.json")))
                .forEach(draft -> all.addAll(new NxProjects(folder, draft).projects()));
        return all;
    }

    private List<ServiceDraft> projects() {
        List<FolderFile> files = folder.under(root.path()).stream()
                .filter(file ->
                        file.name().equals("project.json") && !file.dir().equals(root.path()))
                .filter(file -> !folder.has(FolderPath.join(file.dir(), "package.json")))
                .filter(file -> DataFiles.json(folder, file.path()).has("targets")
                        || DataFiles.json(folder, file.path()).has("projectType"))
                .limit(MAX_PROJECTS)
                .toList();
        List<String> dirs = files.stream().map(FolderFile::dir).toList();
        return files.stream().map(file -> project(file, dirs)).toList();
    }

    private ServiceDraft project(FolderFile file, List<String> dirs) {
        JsonNode project = DataFiles.json(folder, file.path());
        ServiceDraft draft = new ServiceDraft(file.dir(), "node")
                .version(root.version())
                .workspaceRoot(root.path())
                .shows(file.path(), 1, 0.6, "is a project of the Nx workspace in " + root.path());
        String name = project.path("name").asText(FolderPath.name(file.dir()));
        draft.aliases().add(name);
        imports(draft, dirs);
        Judge.place(draft);
        ProjectFiles.judge(folder, file.dir(), draft);
        JsonNode build = project.path("targets").path("build");
        String tool = build.path("executor").asText(build.path("builder").asText(""))
                + " "
                + project.path("targets").path("serve").path("executor").asText("");
        String output = build.path("options").path("outputPath").asText("dist/" + draft.path());
        boolean served = Judge.framework(draft, NodeFrameworks.SERVERS).isPresent();
        boolean pages = !tool.contains("next") && PAGES.stream().anyMatch(tool::contains);
        complete(draft, name, FolderPath.join(root.path(), output), tool.contains("next"), pages && !served);
        return draft;
    }

    private void imports(ServiceDraft draft, List<String> dirs) {
        List<FolderFile> sources = folder.under(draft.path()).stream()
                .filter(file -> SOURCES.contains(FolderPath.extension(file.path())))
                .limit(MAX_SOURCES)
                .toList();
        for (FolderFile source : sources) {
            folder.finding(source.path(), NodeImports.RULE)
                    .ifPresent(found -> found.lines().forEach((name, line) -> {
                        String bare = packageOf(name);
                        if (pkg.has(bare)) {
                            draft.dependencies()
                                    .putIfAbsent(
                                            bare.toLowerCase(java.util.Locale.ROOT),
                                            new Evidence(source.path(), line, 0.5, "imports " + bare));
                        }
                        String place = aliases.getOrDefault(name, "");
                        dirs.stream()
                                .filter(dir -> !place.isEmpty()
                                        && !dir.equals(draft.path())
                                        && FolderPath.isWithin(place, dir))
                                .forEach(draft.uses()::add);
                    }));
        }
    }

    /** {@code @nestjs/core} of {@code @nestjs/core/x}, {@code pg} of {@code pg/lib}. */
    private static String packageOf(String name) {
        String[] parts = name.split("/", 3);
        return name.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
    }

    private void complete(ServiceDraft draft, String name, String output, boolean next, boolean pages) {
        NodeTool tool = NodeTool.of(pkg, pkg);
        String up = "../".repeat(FolderPath.depth(FolderPath.relativize(root.path(), draft.path())));
        String made = up + FolderPath.relativize(root.path(), output);
        List<List<String>> host = new ArrayList<>();
        host.add(tool.install(true));
        host.add(List.of("npx", "nx", "build", name));
        List<String> compile = new ArrayList<>(List.of("npx nx build " + name));
        if (pages) {
            // Nx puts what it builds below the root; a site is served from its own folder.
            String copy = "require('fs').cpSync('" + made + "','dist',{recursive:true})";
            host.add(List.of("node", "-e", copy));
            compile.add("node -e \"" + copy + "\"");
            draft.kind(ServiceKind.STATIC).staticRoot("dist");
        } else if (next) {
            draft.framework("next")
                    .kind(ServiceKind.WEB)
                    .defaultPort(3000)
                    .start(List.of("npx", "next", "start", made));
        } else {
            draft.start(List.of("node", made + "/main.js"));
        }
        draft.build(host);
        draft.plan(BuildPlan.none(root.path())
                .install(List.of(NodeBuild.line(tool.install(true))))
                .compile(compile));
    }
}
