package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.DevelopmentOnly;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.source.CommandPorts;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds npm packages that serve something, and tells them from libraries, tools and workspace roots. */
public final class NodeDetector implements Detector {
    private static final int MAX_SCHEMAS = 20;

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        List<ServiceDraft> drafts = new ArrayList<>();
        for (FolderFile file : folder.named(".", List.of("package.json"))) {
            NodePackage pkg = new NodePackage(folder, file.dir());
            if (pkg.json().isObject()) {
                drafts.add(draft(pkg, workspaceOf(folder, file.dir(), pkg)));
            }
        }
        members(folder, drafts);
        drafts.addAll(NxProjects.drafts(folder, drafts));
        return drafts;
    }

    /** Packages that another package of the workspace is built with are libraries, unless they serve something. */
    private static void members(Folder folder, List<ServiceDraft> drafts) {
        Map<String, ServiceDraft> byName = new LinkedHashMap<>();
        for (ServiceDraft draft : drafts) {
            String name = new NodePackage(folder, draft.path()).name();
            if (!name.isEmpty() && !draft.workspaceRoot().isEmpty()) {
                byName.putIfAbsent(name.toLowerCase(Locale.ROOT), draft);
            }
        }
        for (ServiceDraft draft : drafts) {
            for (Map.Entry<String, Evidence> dependency : draft.dependencies().entrySet()) {
                ServiceDraft library = byName.get(dependency.getKey());
                if (library != null && library != draft && isTogether(draft, library)) {
                    draft.uses().add(library.path());
                    boolean serves = library.kind() == ServiceKind.API || library.kind() == ServiceKind.WEB;
                    library.denies(
                            draft.path(),
                            0,
                            serves ? 0.3 : 0.9,
                            "it is a library that " + draft.path() + " is built with");
                }
            }
        }
    }

    private static boolean isTogether(ServiceDraft draft, ServiceDraft library) {
        return draft.workspaceRoot().equals(library.workspaceRoot())
                || draft.path().equals(library.workspaceRoot());
    }

    private static NodePackage workspaceOf(Folder folder, String dir, NodePackage self) {
        String parent = dir;
        while (!parent.equals(".")) {
            parent = FolderPath.parent(parent);
            if (folder.has(FolderPath.join(parent, "package.json"))
                    || folder.has(FolderPath.join(parent, "rush.json"))) {
                NodePackage candidate = new NodePackage(folder, parent);
                if (candidate.workspaces().stream().anyMatch(glob -> matches(glob, dir, candidate.dir()))) {
                    return candidate;
                }
            }
        }
        return self;
    }

    /** Whether a workspace glob such as {@code packages/*} takes in {@code dir}. */
    private static boolean matches(String glob, String dir, String root) {
        if (!FolderPath.isWithin(dir, root) || glob.startsWith("!")) {
            return false;
        }
        String relative = FolderPath.relativize(root, dir);
        String pattern = FolderPath.normalize(glob);
        int star = pattern.indexOf('*');
        if (star < 0) {
            return relative.equals(pattern);
        }
        return relative.startsWith(pattern.substring(0, star))
                && (pattern.contains("**") || FolderPath.depth(relative) == FolderPath.depth(pattern));
    }

    private static ServiceDraft draft(NodePackage pkg, NodePackage root) {
        ServiceDraft draft = new ServiceDraft(pkg.dir(), "node");
        if (root.dir().equals(pkg.dir())) {
            draft.shows(pkg.file(), 1, 0.55, "is an npm package");
        } else {
            draft.shows(pkg.file(), 1, 0.55, "is an npm package of the workspace in " + root.dir());
            draft.workspaceRoot(root.dir());
        }
        NodeTool tool = NodeTool.of(pkg, root);
        if (!tool.lockFile().isEmpty()) {
            draft.shows(FolderPath.join(tool.lockDir(), tool.lockFile()), 0, 0.2, "locks its packages");
        }
        pkg.dependencies()
                .forEach((name, runtime) -> draft.dependencies()
                        .put(
                                name.toLowerCase(Locale.ROOT),
                                runtime
                                        ? new Evidence(pkg.file(), pkg.lineOf(name), 0.5, "depends on " + name)
                                        : DevelopmentOnly.evidence(pkg.file(), pkg.lineOf(name), name)));
        prisma(pkg, draft);
        draft.version(NodeVersion.of(pkg, root, draft));
        if (!pkg.name().isEmpty()) {
            draft.aliases().add(FolderPath.name(pkg.name()));
        }
        bun(pkg, tool, draft);
        NodeRole.judge(pkg, draft);
        ProjectFiles.judge(pkg.folder(), pkg.dir(), draft);
        Optional<Framework> server = server(pkg);
        Optional<Framework> site = NodeSites.site(pkg);
        if (site.isPresent() && (server.isEmpty() || NodeSites.outweighs(pkg, server.get()))) {
            NodeSites.complete(pkg, root, tool, site.get(), draft);
        } else {
            server.ifPresent(framework -> served(pkg, framework, draft));
            draft.start(NodeStart.argv(pkg, tool));
            scripted(pkg, draft);
            NodeBuild.complete(pkg, root, tool, draft);
        }
        return draft;
    }

    /** The port that the script which starts the service states. */
    private static void scripted(NodePackage pkg, ServiceDraft draft) {
        for (String script : List.of("start:prod", "start:production", "start", "serve")) {
            if (pkg.hasScript(script)) {
                Evidence where = new Evidence(
                        pkg.file(), pkg.lineOf(script), 0.75, "has the script " + script + ": " + pkg.script(script));
                CommandPorts.apply(pkg.script(script), where, draft);
                return;
            }
        }
    }

    private static Optional<Framework> server(NodePackage pkg) {
        Optional<Framework> running = NodeFrameworks.SERVERS.stream()
                .filter(f -> pkg.runsWith(f.dependency()))
                .findFirst();
        return running.or(() -> NodeFrameworks.SERVERS.stream()
                .filter(f -> f.kind() == ServiceKind.WEB && pkg.has(f.dependency()))
                .findFirst());
    }

    private static void served(NodePackage pkg, Framework framework, ServiceDraft draft) {
        draft.framework(framework.name())
                .kind(framework.kind())
                .defaultPort(framework.port())
                .shows(pkg.file(), pkg.lineOf(framework.dependency()), 0.6, "depends on " + framework.dependency());
    }

    /** The schema says which database Prisma speaks to. */
    private static void prisma(NodePackage pkg, ServiceDraft draft) {
        pkg.folder().named(pkg.dir(), List.of("*.prisma")).stream()
                .limit(MAX_SCHEMAS)
                .flatMap(file -> pkg.folder().text(file.path()).stream())
                .forEach(schema -> prisma(schema, draft));
    }

    private static void prisma(TextFile schema, ServiceDraft draft) {
        if (schema.contains("datasource ")) {
            for (String provider : List.of("postgresql", "mysql", "mongodb", "sqlserver")) {
                int line = schema.lineOf("\"" + provider + "\"");
                if (line > 0) {
                    draft.dependencies()
                            .put("prisma-" + provider, new Evidence(schema.path(), line, 0.7, "speaks to " + provider));
                }
            }
        }
    }

    private static void bun(NodePackage pkg, NodeTool tool, ServiceDraft draft) {
        boolean scripts =
                (pkg.script("start").startsWith("bun ") || pkg.script("dev").startsWith("bun "))
                        && (tool.lockFile().isEmpty() || tool.kind() == NodeTool.Kind.BUN);
        boolean types = pkg.has("@types/bun") || pkg.has("bun-types");
        boolean locked = tool.kind() == NodeTool.Kind.BUN;
        if (scripts && !pkg.script("start").startsWith("node ")
                || locked && (types || pkg.script("start").isEmpty())) {
            draft.stack("bun").version("1").shows(pkg.file(), 1, 0.5, "runs with Bun");
        }
    }
}
