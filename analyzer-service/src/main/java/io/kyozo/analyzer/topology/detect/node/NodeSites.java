package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Packages that build pages for a browser: served as files, or by a server where an adapter for one is there. */
final class NodeSites {
    private NodeSites() {}

    static Optional<Framework> site(NodePackage pkg) {
        return NodeFrameworks.SITES.stream()
                .filter(f -> pkg.has(f.dependency()))
                .findFirst();
    }

    /** Whether the site is what the package is about although it also depends on a server's library. */
    static boolean outweighs(NodePackage pkg, Framework server) {
        if (server.kind() == ServiceKind.WEB) {
            return false;
        }
        String start = pkg.script("start");
        boolean startsServer = start.startsWith("node ")
                || start.startsWith("bun ")
                || start.startsWith("tsx ")
                || start.startsWith("ts-node")
                || start.startsWith("nodemon")
                || start.contains("server");
        return !startsServer && pkg.hasScript("build") && (start.isEmpty() || NodeStart.isDevServer(start));
    }

    static void complete(NodePackage pkg, NodePackage root, NodeTool tool, Framework site, ServiceDraft draft) {
        draft.framework(site.name())
                .shows(pkg.file(), pkg.lineOf(site.dependency()), 0.6, "builds pages with " + site.dependency());
        if (rendersOnServer(pkg, site)) {
            draft.kind(ServiceKind.WEB).defaultPort(site.port()).start(serverStart(pkg, site, tool));
        } else {
            draft.kind(ServiceKind.STATIC).defaultPort(site.port()).staticRoot(output(pkg, site));
        }
        NodeBuild.complete(pkg, root, tool, draft);
    }

    private static boolean rendersOnServer(NodePackage pkg, Framework site) {
        return switch (site.name()) {
            case "astro" ->
                pkg.has("@astrojs/node") || config(pkg, "astro.config", "output: 'server'", "output: \"server\"");
            case "sveltekit" -> !pkg.has("@sveltejs/adapter-static");
            case "vite" -> pkg.has("vike") || pkg.has("vite-plugin-ssr") || startsNode(pkg);
            case "angular" -> pkg.has("@angular/ssr") && pkg.script("start").startsWith("node ");
            default -> startsNode(pkg);
        };
    }

    private static boolean startsNode(NodePackage pkg) {
        String start = pkg.script("start");
        return start.startsWith("node ") || start.startsWith("tsx ") || start.contains("NODE_ENV=production node");
    }

    private static List<String> serverStart(NodePackage pkg, Framework site, NodeTool tool) {
        if (pkg.hasScript("start")) {
            return NodeStart.argv(pkg, tool);
        }
        if (site.name().equals("astro")) {
            return List.of("node", "dist/server/entry.mjs");
        }
        if (pkg.has("@sveltejs/adapter-node")) {
            return List.of("node", "build");
        }
        return tool.run(pkg.hasScript("preview") ? "preview" : "dev");
    }

    private static String output(NodePackage pkg, Framework site) {
        return switch (site.name()) {
            case "create-react-app", "docusaurus", "sveltekit" -> "build";
            case "gatsby" -> "public";
            case "eleventy" -> "_site";
            case "vitepress" -> docs(pkg, "vitepress");
            case "vuepress" -> docs(pkg, "vuepress");
            case "angular" -> angular(pkg);
            default -> "dist";
        };
    }

    private static String docs(NodePackage pkg, String tool) {
        String dir =
                pkg.script("build").contains("docs") || pkg.script("docs:build").contains("docs") ? "docs/" : "";
        return dir + "." + tool + "/dist";
    }

    private static String angular(NodePackage pkg) {
        var projects = io.kyozo.analyzer.topology.parse.DataFiles.json(
                        pkg.folder(), FolderPath.join(pkg.dir(), "angular.json"))
                .path("projects");
        Iterator<String> names = projects.fieldNames();
        if (!names.hasNext()) {
            return "dist";
        }
        String project = names.next();
        var build = projects.path(project).path("architect").path("build");
        String stated = build.path("options").path("outputPath").asText("dist/" + project);
        boolean browser = build.path("builder").asText("").endsWith(":application");
        return stated + (browser ? "/browser" : "");
    }

    private static boolean config(NodePackage pkg, String base, String... needles) {
        List<String> files = new ArrayList<>();
        for (String extension : List.of(".mjs", ".js", ".ts", ".mts")) {
            files.add(FolderPath.join(pkg.dir(), base + extension));
        }
        return files.stream()
                .flatMap(file -> pkg.folder().text(file).stream())
                .anyMatch(text -> List.of(needles).stream().anyMatch(text::contains));
    }
}
