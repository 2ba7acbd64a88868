package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.List;

/** Build commands of a package, on a host and in an image. */
final class NodeBuild {
    private NodeBuild() {}

    static void complete(NodePackage pkg, NodePackage root, NodeTool tool, ServiceDraft draft) {
        if (root.isRush() && !root.dir().equals(pkg.dir())) {
            rush(pkg, root, draft);
            return;
        }
        boolean compiles = compiles(pkg, draft);
        List<List<String>> host = new ArrayList<>();
        if (pkg.hasDependencies() || !draft.workspaceRoot().isEmpty()) {
            host.add(tool.install(compiles || startsFromSource(draft)));
        }
        if (compiles) {
            host.add(tool.run("build"));
        }
        draft.build(host);
        BuildPlan plan = BuildPlan.none(root.dir())
                .manifests(manifests(pkg, root, tool))
                .compile(compiles ? List.of(line(tool.run("build"))) : List.of());
        draft.plan(
                host.isEmpty() ? plan : plan.install(List.of(line(tool.install(compiles || startsFromSource(draft))))));
    }

    /** Rush installs and links all packages of its repository; it builds those that this one needs first. */
    private static void rush(NodePackage pkg, NodePackage root, ServiceDraft draft) {
        List<String> install = List.of("npx", "--yes", "@microsoft/rush@5", "install");
        List<String> build = List.of("npx", "--yes", "@microsoft/rush@5", "build", "--to", pkg.name());
        draft.build(List.of(install, build));
        draft.plan(BuildPlan.none(root.dir()).install(List.of(line(install))).compile(List.of(line(build))));
    }

    /** Whether it must be built before it runs; a build script beside a plain start script runs too: it may be needed. */
    private static boolean compiles(NodePackage pkg, ServiceDraft draft) {
        return pkg.hasScript("build")
                && (draft.kind() == ServiceKind.STATIC
                        || draft.kind() == ServiceKind.WEB
                        || pkg.has("typescript")
                        || draft.start().stream().anyMatch(word -> word.startsWith("dist") || word.startsWith("build"))
                        || pkg.hasDependencies());
    }

    /** Whether the start command needs packages that only development depends on. */
    private static boolean startsFromSource(ServiceDraft draft) {
        String start = String.join(" ", draft.start());
        return start.contains("run dev") || start.contains("tsx") || start.contains("preview");
    }

    private static List<String> manifests(NodePackage pkg, NodePackage root, NodeTool tool) {
        List<String> files = new ArrayList<>();
        if (!root.dir().equals(pkg.dir())) {
            return files;
        }
        files.add("package.json");
        if (!tool.lockFile().isEmpty()) {
            files.add(tool.lockFile());
        }
        for (String extra : List.of(".npmrc", ".yarnrc.yml", "pnpm-workspace.yaml")) {
            if (pkg.hasFile(extra)) {
                files.add(extra);
            }
        }
        if (pkg.hasFile("prisma/schema.prisma") || pkg.hasScript("postinstall") || pkg.hasScript("prepare")) {
            // Scripts that run on install may read any source: without them the install layer fails.
            return List.of();
        }
        return files.stream().map(FolderPath::normalize).toList();
    }

    static String line(List<String> argv) {
        return String.join(" ", argv);
    }
}
