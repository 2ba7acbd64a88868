package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.ArrayList;
import java.util.List;

/** Images of programs that are compiled to one executable, by whichever compiler: it runs on a small system. */
final class NativeRecipe {
    private NativeRecipe() {}

    static String swift(Recipe recipe) {
        String version = recipe.version();
        DockerfileText text = begin("swift:" + version + "-bookworm")
                .copyAll(recipe.present("Package.swift", "Package.resolved"), "./")
                .run(List.of("swift package resolve"))
                .copy(".", ".")
                .run(List.of(
                        "swift build -c release --static-swift-stdlib",
                        "mkdir /out",
                        executable(".build/release/", "/out/app")));
        boolean vapor = recipe.draft().framework().equals("vapor");
        String port = String.valueOf(recipe.port());
        List<String> start = vapor
                ? List.of("/app/app", "serve", "--env", "production", "--hostname", "0.0.0.0", "--port", port)
                : List.of("/app/app");
        return end(recipe, text, List.of("ca-certificates", "tzdata"), start);
    }

    static String crystal(Recipe recipe) {
        // Only on Alpine does Crystal link statically.
        DockerfileText text = begin("crystallang/crystal:" + recipe.version() + "-alpine")
                .copyAll(recipe.present("shard.yml", "shard.lock"), "./")
                .run(List.of("shards install --production"))
                .copy(".", ".")
                .run(List.of(
                        "shards build --release --production --static", "mkdir /out", executable("bin", "/out/app")));
        return end(recipe, text, List.of("ca-certificates"), List.of("/app/app"));
    }

    static String dart(Recipe recipe) {
        String main = List.of("bin/server.dart", "bin/main.dart", "main.dart").stream()
                .filter(recipe::has)
                .findFirst()
                .or(() -> recipe.folder().namesIn(path(recipe, "bin")).stream()
                        .filter(name -> name.endsWith(".dart"))
                        .map(name -> "bin/" + name)
                        .findFirst())
                .orElse("bin/server.dart");
        boolean frog = recipe.draft().framework().equals("dart_frog");
        List<String> build = frog
                ? List.of(
                        "dart pub global activate dart_frog_cli",
                        "dart pub global run dart_frog_cli:dart_frog build",
                        "cd build",
                        "dart pub get",
                        "mkdir /out",
                        "dart compile exe bin/server.dart -o /out/app")
                : List.of("mkdir /out", "dart compile exe " + main + " -o /out/app");
        DockerfileText text = begin("dart:" + recipe.version())
                .copyAll(recipe.present("pubspec.yaml", "pubspec.lock"), "./")
                .run(List.of("dart pub get"))
                .copy(".", ".")
                .run(build);
        return end(recipe, text, List.of("ca-certificates"), List.of("/app/app"));
    }

    static String haskell(Recipe recipe) {
        boolean stack = recipe.has("stack.yaml");
        List<String> build = new ArrayList<>(
                stack
                        ? List.of("stack build --system-ghc --copy-bins --local-bin-path /out")
                        : List.of("cabal update", "cabal install exe:all --installdir=/out --install-method=copy"));
        build.add(executable("/out", "/out/app"));
        DockerfileText text = begin("haskell:9.6-slim").copy(".", ".").run(build);
        return end(recipe, text, List.of("libgmp10", "ca-certificates", "netbase"), List.of("/app/app"));
    }

    static String zig(Recipe recipe) {
        // The compiler is published for Python's installer, too.
        DockerfileText text = begin(BaseImages.python("3.11"))
                .run(List.of("pip install --no-cache-dir ziglang==" + recipe.version() + ".*"))
                .copy(".", ".")
                .run(List.of(
                        "python -m ziglang build -Doptimize=ReleaseSafe --prefix /out",
                        executable("/out/bin", "/out/app")));
        return end(recipe, text, List.of(), List.of("/app/app"));
    }

    static String cpp(Recipe recipe) {
        List<String> packages = new ArrayList<>(List.of("g++", "make", "pkg-config", "libssl-dev"));
        List<String> build = new ArrayList<>();
        if (recipe.has("CMakeLists.txt")) {
            packages.add("cmake");
            build.addAll(
                    List.of("cmake -S . -B /build -DCMAKE_BUILD_TYPE=Release", "cmake --build /build --parallel 2"));
        } else if (recipe.has("meson.build")) {
            packages.add("meson");
            build.addAll(List.of("meson setup /build --buildtype release", "meson compile -C /build"));
        } else {
            packages.addAll(List.of("autoconf", "automake", "libtool"));
            build.addAll(List.of("autoreconf -fi", "mkdir /build", "cd /build", "/src/configure", "make -j2"));
        }
        build.add("mkdir /out");
        build.add(executable("/build", "/out/app"));
        DockerfileText text = new DockerfileText()
                .from(Stages.DEBIAN, "build")
                .run(Stages.apt(packages))
                .workdir("/src")
                .copy(".", ".")
                .run(build);
        return end(recipe, text, List.of("libstdc++6", "libssl3"), List.of("/app/app"));
    }

    private static DockerfileText begin(String image) {
        return new DockerfileText().from(image, "build").workdir("/src");
    }

    private static String end(Recipe recipe, DockerfileText text, List<String> packages, List<String> start) {
        Stages.last(text, Stages.DEBIAN, packages);
        text.copy("--from=build /out/app", "./app");
        Stages.runTimeFiles(recipe, text, "/src");
        return Stages.end(text, recipe, Probes.bash(recipe), start);
    }

    /** Copies the one program below {@code dir}, whatever its build calls it. */
    private static String executable(String dir, String to) {
        return "cp \"$(find " + dir
                + " -maxdepth 2 -type f -perm -u+x ! -name '*.so*' ! -name '*.sh' ! -path '*/CMakeFiles/*'"
                + " | sort | head -n 1)\" " + to;
    }

    private static String path(Recipe recipe, String name) {
        return FolderPath.join(recipe.plan().context(), name);
    }
}
