package io.kyozo.analyzer.topology.detect.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a package is started: straight by node where its script allows that, so that signals reach the process. */
final class NodeStart {
    private static final Set<String> DIRECT = Set.of("node", "bun");

    private NodeStart() {}

    /** argv of the main process; empty where nothing says how to start it. */
    static List<String> argv(NodePackage pkg, NodeTool tool) {
        for (String script : List.of("start:prod", "start:production", "start", "serve", "server")) {
            String line = pkg.script(script);
            if (!line.isEmpty() && !(script.equals("serve") && isDevServer(line))) {
                return pkg.hasScript("pre" + script) ? tool.run(script) : direct(line, tool, script);
            }
        }
        List<String> own = framework(pkg);
        if (!own.isEmpty()) {
            return own;
        }
        String main = pkg.mainFile();
        if (main.isEmpty()) {
            return pkg.hasScript("dev") ? tool.run("dev") : List.of();
        }
        return main.endsWith(".ts") ? typescript(tool, main) : List.of(interpreter(tool), main);
    }

    /** How a framework's own command starts what it built, where no script does. */
    private static List<String> framework(NodePackage pkg) {
        if (pkg.runsWith("next")) {
            return List.of("npx", "next", "start");
        }
        if (pkg.has("nuxt")) {
            return List.of("node", ".output/server/index.mjs");
        }
        if (pkg.runsWith("@remix-run/serve")) {
            return List.of("npx", "remix-serve", "build/server/index.js");
        }
        return pkg.runsWith("@react-router/serve")
                ? List.of("npx", "react-router-serve", "build/server/index.js")
                : List.of();
    }

    private static List<String> typescript(NodeTool tool, String main) {
        return tool.kind() == NodeTool.Kind.BUN ? List.of("bun", main) : List.of("npx", "--yes", "tsx", main);
    }

    private static String interpreter(NodeTool tool) {
        return tool.kind() == NodeTool.Kind.BUN ? "bun" : "node";
    }

    private static List<String> direct(String line, NodeTool tool, String script) {
        if (line.chars().anyMatch(c -> "&|;<>$`(){}*?\"'\\".indexOf(c) >= 0)) {
            return tool.run(script);
        }
        List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
        return DIRECT.contains(words.get(0)) && words.size() > 1 ? words : tool.run(script);
    }

    static boolean isDevServer(String line) {
        return line.contains("vue-cli-service serve")
                || line.startsWith("ng serve")
                || line.contains("vite")
                || line.contains("react-scripts start")
                || line.contains("webpack-dev-server")
                || line.contains("webpack serve");
    }
}
