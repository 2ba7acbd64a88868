package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.FolderPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Languages that are read, with the calls in them that open a port. */
enum Language {
    JAVASCRIPT(
            Set.of("node", "bun", "deno"),
            List.of("js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx"),
            List.of(".listen(", "Bun.serve(", "Deno.serve(", "serve(", ".bindAsync(")),
    PYTHON(
            Set.of("python"),
            List.of("py"),
            List.of(
                    "app.run(",
                    ".run_server(",
                    "uvicorn.run(",
                    "HTTPServer(",
                    "TCPServer(",
                    "serve(",
                    "run_app(",
                    ".listen(",
                    "run(host",
                    "run_simple(",
                    "make_server(",
                    "add_insecure_port(",
                    ".run(host",
                    ".run(port",
                    ".launch(")),
    GO(
            Set.of("go"),
            List.of("go"),
            List.of("ListenAndServe(", "ListenAndServeTLS(", ".Run(", ".Listen(", ".Start(", "Addr:", "net.Listen(")),
    JVM(
            Set.of("java", "kotlin", "scala", "clojure"),
            List.of("java", "kt", "kts", "scala", "clj", "groovy"),
            List.of(
                    "ServerSocket(",
                    "InetSocketAddress(",
                    "port(",
                    ".start(",
                    ".listen(",
                    "setPort(",
                    "Server(",
                    "run-jetty",
                    "run-server",
                    "embeddedServer(",
                    "forPort(",
                    "HttpPort(",
                    "withPort(")),
    RUBY(
            Set.of("ruby"),
            List.of("rb", "ru"),
            List.of("set :port", "port ", ":Port", "Port:", "bind ", "TCPServer.new(")),
    PHP(Set.of("php"), List.of("php"), List.of("->listen(", "HttpServer(")),
    RUST(
            Set.of("rust"),
            List.of("rs"),
            List.of(
                    ".bind(",
                    "TcpListener::bind(",
                    "SocketAddr::from(",
                    "Server::bind(",
                    ".run((",
                    ".parse::<SocketAddr>")),
    DOTNET(
            Set.of("dotnet"),
            List.of("cs", "fs", "vb"),
            List.of("UseUrls(", ".Urls.Add(", "app.Run(", "ListenAnyIP(", "Listen(")),
    BEAM(Set.of("elixir", "gleam"), List.of("ex", "exs", "gleam"), List.of("port:", "mist.port(", "mist.run_service(")),
    OTHER(
            Set.of("crystal", "swift", "dart", "haskell", "cpp", "zig", "deno"),
            List.of("cr", "swift", "dart", "hs", "cc", "cpp", "c", "zig"),
            List.of("bind_tcp", ".listen(", "listen ", "Kemal.run", ".bind(", "scotty ", "run ", "warp ", "port(")),
    NONE(Set.of(), List.of(), List.of());

    private static final Map<String, Language> BY_EXTENSION = new HashMap<>();
    private static final Map<String, FileFilter> BY_STACK = new HashMap<>();
    private static final FileFilter NO_SOURCES = FileFilter.named(name -> false);

    static {
        for (Language language : values()) {
            language.extensions.forEach(extension -> BY_EXTENSION.putIfAbsent(extension, language));
            language.stacks.forEach(stack -> BY_STACK.putIfAbsent(
                    stack, FileFilter.named(name -> of(name).stacks.contains(stack))));
        }
    }

    private final Set<String> stacks;
    private final List<String> extensions;
    private final List<String> listening;

    Language(Set<String> stacks, List<String> extensions, List<String> listening) {
        this.stacks = stacks;
        this.extensions = extensions;
        this.listening = listening;
    }

    static Language of(String path) {
        return BY_EXTENSION.getOrDefault(FolderPath.extension(path), NONE);
    }

    /** The files in a language that services of {@code stack} are written in. */
    static FileFilter sourcesOf(String stack) {
        return BY_STACK.getOrDefault(stack, NO_SOURCES);
    }

    /** Beginnings of calls that open a port, or of the settings that name it. */
    List<String> listening() {
        return listening;
    }
}
