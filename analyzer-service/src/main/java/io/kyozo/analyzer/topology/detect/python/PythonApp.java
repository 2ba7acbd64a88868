package io.kyozo.analyzer.topology.detect.python;

import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Places;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The application object that a server such as gunicorn or uvicorn is pointed at.
 *
 * @param file that makes it, relative to the project
 * @param variable that holds it, or a call such as {@code create_app()}
 * @param asynchronous whether it speaks ASGI
 * @param runsItself whether the file starts a server when it is run
 */
record PythonApp(String file, String variable, boolean asynchronous, boolean runsItself) {
    private static final List<String> SYNCHRONOUS = List.of("Flask(", "Bottle(", "Dash(", "falcon.App(", "APIFlask(");
    private static final List<String> ASYNCHRONOUS =
            List.of("FastAPI(", "Starlette(", "Litestar(", "Quart(", "Sanic(", "fast_app(", "FastHTML(");

    static Optional<PythonApp> find(PythonProject project) {
        return project.folder().named(project.dir(), List.of("*.py")).stream()
                .filter(file -> !Places.isAside(FolderPath.relativize(project.dir(), file.path())))
                .sorted(Comparator.comparingInt((FolderFile file) -> FolderPath.depth(file.path()))
                        .thenComparing(FolderFile::path))
                .limit(200)
                .flatMap(file -> project.folder().text(file.path()).stream())
                .flatMap(text -> in(project, text).stream())
                .findFirst();
    }

    String target() {
        return module() + ":" + variable;
    }

    String module() {
        return PythonStart.module(file).replace(".__init__", "");
    }

    private static Optional<PythonApp> in(PythonProject project, TextFile text) {
        String factory = "";
        for (String line : text.lines()) {
            if (line.startsWith("def ")) {
                factory = line.substring(4).split("[(:]", 2)[0].strip();
            } else if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
                factory = "";
            }
            boolean asynchronous = makes(line, ASYNCHRONOUS);
            if (asynchronous || makes(line, SYNCHRONOUS)) {
                String variable = factory.isEmpty() ? assigned(line) : factory + "()";
                if (!variable.isEmpty()) {
                    return Optional.of(new PythonApp(
                            FolderPath.relativize(project.dir(), text.path()),
                            variable,
                            asynchronous,
                            text.contains(".run(") || text.contains("serve(")));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean makes(String line, List<String> calls) {
        return line.indexOf('=') > 0
                && calls.stream().anyMatch(line::contains)
                && !line.strip().startsWith("#");
    }

    private static String assigned(String line) {
        String left =
                line.substring(0, line.indexOf('=')).strip().split("[,:]", 2)[0].strip();
        return left.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_') ? left : "";
    }
}
