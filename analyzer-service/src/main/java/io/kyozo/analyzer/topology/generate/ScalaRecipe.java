package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.TextFile;
import java.util.List;
import java.util.Optional;

/** Images of Scala services that sbt builds: staged or assembled where a plugin does that, else their jars by hand. */
final class ScalaRecipe {
    private static final String IMAGE = "sbtscala/scala-sbt:eclipse-temurin-17.0.13_11_1.10.6_3.5.2";

    private ScalaRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText().from(IMAGE, "build").workdir("/src");
        List<String> manifests = recipe.present("build.sbt");
        text.copyAll(manifests, "./");
        if (recipe.has("project/build.properties") || recipe.has("project/plugins.sbt")) {
            text.copyAll(recipe.present("project/build.properties", "project/plugins.sbt"), "project/");
        }
        text.run(List.of("sbt -batch update")).copy(".", ".");
        boolean stages = recipe.says("project/plugins.sbt", "native-packager")
                || recipe.says("project/plugins.sbt", "sbt-plugin")
                || recipe.draft().framework().equals("play");
        List<String> start;
        if (stages) {
            text.run(List.of(
                    "sbt -batch stage",
                    "mv \"$(find . -path '*/universal/stage' -type d | head -n 1)\" /out",
                    "mv \"$(find /out/bin -type f ! -name '*.bat' | head -n 1)\" /out/bin/app"));
            start = List.of("/app/bin/app");
        } else if (recipe.says("project/plugins.sbt", "sbt-assembly")) {
            text.run(List.of(
                    "sbt -batch assembly",
                    "mkdir /out",
                    "cp \"$(find . -path '*/target/*' -name '*assembly*.jar' | head -n 1)\" /out/app.jar"));
            start = List.of("java", "-XX:MaxRAMPercentage=75", "-jar", "/app/app.jar");
        } else {
            text.run(
                    List.of(
                            "mkdir /out",
                            "sbt -batch -error 'export Runtime / fullClasspathAsJars' | tail -n 1 | tr ':' '\\n' | xargs -I{} cp {} /out/"));
            start = List.of("java", "-XX:MaxRAMPercentage=75", "-cp", "/app/*", mainClass(recipe));
        }
        Stages.last(text, BaseImages.jre("17"), List.of());
        text.copy("--from=build /out", "./");
        return Stages.end(text, recipe, Probes.bash(recipe), start);
    }

    private static String mainClass(Recipe recipe) {
        return recipe.folder().under(recipe.draft().path()).stream()
                .map(FolderFile::path)
                .filter(path -> path.endsWith(".scala") && !path.contains("/test/"))
                .flatMap(path -> recipe.folder().text(path).stream())
                .flatMap(text -> mainClass(text).stream())
                .findFirst()
                .orElse("Main");
    }

    private static Optional<String> mainClass(TextFile text) {
        String pack = "";
        for (String raw : text.lines()) {
            String line = raw.strip();
            if (line.startsWith("package ")) {
                pack = line.substring(8).strip() + ".";
            } else if (line.startsWith("@main def ")) {
                return Optional.of(pack + word(line.substring(10)));
            } else if (line.startsWith("object ")
                    && (line.contains("extends App") || line.contains("extends IOApp") || text.contains("def main("))) {
                return Optional.of(pack + word(line.substring(7)));
            }
        }
        return Optional.empty();
    }

    private static String word(String text) {
        return text.split("[^A-Za-z0-9_]", 2)[0];
    }
}
