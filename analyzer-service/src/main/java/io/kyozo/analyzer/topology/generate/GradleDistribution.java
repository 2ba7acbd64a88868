package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gradle builds with the application plugin alone: their jar runs only beside the jars that it depends on. */
final class GradleDistribution {
    private static final List<String> FAT =
            List.of("shadow", "org.springframework.boot", "io.quarkus", "io.ktor.plugin", "com.gradleup", "Main-Class");

    private GradleDistribution() {}

    static boolean applies(Recipe recipe) {
        Optional<TextFile> build = List.of("build.gradle", "build.gradle.kts").stream()
                .flatMap(name ->
                        recipe.folder().text(FolderPath.join(recipe.draft().path(), name)).stream())
                .findFirst();
        return build.filter(GradleDistribution::isApplication).isPresent();
    }

    private static boolean isApplication(TextFile build) {
        boolean application = build.lines().stream()
                .map(String::strip)
                .anyMatch(line -> line.equals("application")
                        || line.startsWith("id 'application'")
                        || line.startsWith("id(\"application\")")
                        || line.startsWith("id \"application\"")
                        || line.startsWith("apply plugin: 'application'"));
        return application && FAT.stream().noneMatch(build::contains);
    }

    static String write(Recipe recipe, DockerfileText text, String version) {
        String home = recipe.homeIn("/src");
        List<String> commands = new ArrayList<>();
        for (String command : recipe.plan().compile()) {
            commands.add(command.replaceFirst("assemble$", "installDist"));
        }
        commands.add("mv " + home + "/build/install/* /out");
        commands.add("mv \"$(find /out/bin -type f ! -name '*.bat' | head -n 1)\" /out/bin/app");
        text.run(commands);
        Stages.last(text, BaseImages.jre(version), List.of());
        text.copy("--from=build /out", "./").line("ENV JAVA_OPTS=-XX:MaxRAMPercentage=75");
        return Stages.end(text, recipe, Probes.bash(recipe), List.of("/app/bin/app"));
    }
}
