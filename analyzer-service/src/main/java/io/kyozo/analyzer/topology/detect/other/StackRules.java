package io.kyozo.analyzer.topology.detect.other;

import io.kyozo.analyzer.topology.detect.Framework;
import java.util.List;

/** The rules. */
final class StackRules {
    static final List<StackRule> ALL = List.of(
            new StackRule(
                    "deno",
                    "2",
                    List.of("deno.json", "deno.jsonc", "deno.lock", "deps.ts"),
                    List.of(
                            Framework.web("fresh", "fresh", 8000), Framework.api("@oak/oak", "oak", 8000),
                            Framework.api("hono", "hono", 8000), Framework.api("serve(", "deno", 8000)),
                    List.of(),
                    List.of("ts", "js", "tsx"),
                    List.of("\"exports\"", "\"name\": \"@"),
                    List.of(),
                    List.of("deno", "run", "-A", "main.ts")),
            new StackRule(
                    "clojure",
                    "1.12",
                    List.of("project.clj", "deps.edn"),
                    List.of(
                            Framework.web("luminus", "luminus", 3000), Framework.api("ring", "ring", 3000),
                            Framework.api("http-kit", "http-kit", 8090), Framework.api("pedestal", "pedestal", 8080)),
                    List.of("-main", "run-jetty", "run-server"),
                    List.of("clj"),
                    List.of(":scm ", ":deploy-repositories"),
                    List.of(List.of("lein", "uberjar")),
                    List.of("lein", "run")),
            new StackRule(
                    "scala",
                    "3",
                    List.of("build.sbt"),
                    List.of(
                            Framework.web("play", "play", 9000), Framework.api("http4s", "http4s", 8080),
                            Framework.api("akka-http", "akka-http", 8080), Framework.api("zio-http", "zio-http", 8080)),
                    List.of("extends App", "def main(", "@main", "extends IOApp", "PlayScala"),
                    List.of("scala", "sbt"),
                    List.of("publishTo"),
                    List.of(List.of("sbt", "stage")),
                    List.of("sbt", "run")),
            new StackRule(
                    "haskell",
                    "9",
                    List.of("stack.yaml", "*.cabal", "package.yaml"),
                    List.of(
                            Framework.api("scotty", "scotty", 3000), Framework.web("yesod", "yesod", 3000),
                            Framework.api("servant-server", "servant", 8080), Framework.api("warp", "warp", 3000)),
                    List.of("main ::", "main ="),
                    List.of("hs"),
                    List.of(),
                    List.of(List.of("stack", "build")),
                    List.of("stack", "run")),
            new StackRule(
                    "swift",
                    "5.10",
                    List.of("Package.swift"),
                    List.of(Framework.api("vapor", "vapor", 8080), Framework.api("hummingbird", "hummingbird", 8080)),
                    List.of("executableTarget", "@main", ".executable", "print("),
                    List.of("swift"),
                    List.of(),
                    List.of(List.of("swift", "build", "-c", "release")),
                    List.of("swift", "run", "-c", "release")),
            new StackRule(
                    "crystal",
                    "1.12",
                    List.of("shard.yml"),
                    List.of(
                            Framework.api("kemal", "kemal", 3000),
                            Framework.web("lucky", "lucky", 3000),
                            Framework.web("amber", "amber", 3000)),
                    List.of("puts", "HTTP::Server", "Kemal.run", ".listen"),
                    List.of("cr"),
                    List.of(),
                    List.of(List.of("shards", "build", "--release")),
                    List.of("shards", "run")),
            new StackRule(
                    "dart",
                    "3",
                    List.of("pubspec.yaml"),
                    List.of(Framework.api("shelf", "shelf", 8080), Framework.api("dart_frog", "dart_frog", 8080)),
                    List.of("main("),
                    List.of("dart"),
                    List.of("flutter:"),
                    List.of(List.of("dart", "pub", "get")),
                    List.of("dart", "run")),
            new StackRule(
                    "cpp",
                    "14",
                    List.of("CMakeLists.txt", "conanfile.txt", "meson.build", "configure.ac"),
                    List.of(
                            Framework.api("functions_framework", "functions-framework", 8080),
                            Framework.api("drogon", "drogon", 8080),
                            Framework.api("crow", "crow", 18080)),
                    List.of("int main(", "functions::", "::google::cloud::functions"),
                    List.of("cpp", "cc", "cxx", "c"),
                    List.of(),
                    List.of(
                            List.of("cmake", "-S", ".", "-B", ".kyozo-build"),
                            List.of("cmake", "--build", ".kyozo-build")),
                    List.of()),
            new StackRule(
                    "zig",
                    "0.13",
                    List.of("build.zig"),
                    List.of(),
                    List.of("pub fn main("),
                    List.of("zig"),
                    List.of(),
                    List.of(List.of("zig", "build")),
                    List.of("zig", "build", "run")),
            new StackRule(
                    "static",
                    "",
                    List.of("hugo.toml", "_config.yml", "mkdocs.yml", "book.toml", "zola.toml"),
                    List.of(),
                    List.of(),
                    List.of("md"),
                    List.of(),
                    List.of(),
                    List.of()));

    private StackRules() {}
}
