package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.FolderPath;
import java.util.ArrayList;
import java.util.List;

/** Images of services of the Java platform: built by Maven or Gradle, run by a runtime without compiler. */
final class JavaRecipe {
    private static final int MAX_MODULES = 12;

    /** The heap follows the container's memory. */
    private static final String HEAP = "-XX:MaxRAMPercentage=75";

    private JavaRecipe() {}

    static String write(Recipe recipe) {
        String version = recipe.version();
        boolean maven = recipe.plan().compile().stream().anyMatch(command -> command.startsWith("mvn"));
        DockerfileText text = new DockerfileText()
                .from(maven ? BaseImages.maven(version) : BaseImages.gradle(version), "build")
                .workdir("/src");
        if (maven) {
            manifests(recipe, text);
        }
        text.copy(".", ".");
        if (GradleDistribution.applies(recipe)) {
            return GradleDistribution.write(recipe, text, version);
        }
        return isServlet(recipe) ? servlet(recipe, text, version) : program(recipe, text, version);
    }

    /** A layer of its own: the dependencies are fetched again only when a build file changes. */
    private static void manifests(Recipe recipe, DockerfileText text) {
        List<String> dirs = recipe.foldersOf(recipe.named("pom.xml"), MAX_MODULES);
        if (!recipe.has("pom.xml") || dirs.isEmpty()) {
            return;
        }
        text.copy("pom.xml", "./");
        dirs.stream().filter(dir -> !dir.equals(".")).forEach(dir -> text.copy(dir + "/pom.xml", dir + "/"));
        // What it can't fetch yet, such as modules of this build, the build itself fetches.
        text.run(List.of("mvn -q -B dependency:go-offline || true"));
    }

    private static String program(Recipe recipe, DockerfileText text, String version) {
        BuildPlan plan = recipe.plan();
        String home = recipe.homeIn("/src");
        String artifact = plan.artifact();
        if (artifact.endsWith("/quarkus-run.jar")) {
            artifact = FolderPath.parent(artifact);
        }
        boolean jar = artifact.endsWith(".jar") || artifact.endsWith(".war");
        List<String> commands = new ArrayList<>(plan.compile());
        if (jar) {
            commands.add(found(home, artifact));
        }
        text.run(commands);
        Stages.last(text, BaseImages.jre(version), List.of());
        text.copy("--from=build " + (jar ? "/app.jar" : home + "/" + artifact), jar ? "./app.jar" : "./" + artifact);
        return Stages.end(text, recipe, Probes.bash(recipe), start(recipe.start(), jar ? artifact : ""));
    }

    /** The jar by the name that it should have, else the one that is there: versions may be computed. */
    private static String found(String home, String artifact) {
        String dir = home + "/" + FolderPath.parent(artifact);
        String any = "find " + dir + " -maxdepth 1 -name '*." + FolderPath.extension(artifact)
                + "' ! -name '*-plain.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' ! -name 'original-*' | head -n 1";
        return "{ cp " + home + "/" + artifact + " /app.jar 2>/dev/null || cp \"$(" + any + ")\" /app.jar; }";
    }

    private static List<String> start(List<String> argv, String artifact) {
        List<String> start = new ArrayList<>(argv);
        start.replaceAll(word -> !artifact.isEmpty() && word.equals(artifact) ? "app.jar" : word);
        if (!start.isEmpty() && start.get(0).equals("java")) {
            start.add(1, HEAP);
        }
        return start;
    }

    private static boolean isServlet(Recipe recipe) {
        return recipe.plan().artifact().endsWith(".war")
                && !recipe.draft().framework().startsWith("spring-boot")
                && !recipe.draft().dependencies().keySet().stream().anyMatch(name -> name.startsWith("spring-boot"));
    }

    /** A web application that a servlet container runs, as the only one in it. */
    private static String servlet(Recipe recipe, DockerfileText text, String version) {
        List<String> commands = new ArrayList<>(recipe.plan().compile());
        commands.add(found(recipe.homeIn("/src"), recipe.plan().artifact()));
        boolean old = recipe.draft().dependsOn("javax.servlet-api", "servlet-api", "javaee-api");
        text.run(commands).from("tomcat:" + (old ? "9.0" : "10.1") + "-jre" + version);
        String folders = "/usr/local/tomcat/conf /usr/local/tomcat/logs /usr/local/tomcat/temp"
                + " /usr/local/tomcat/webapps /usr/local/tomcat/work";
        text.run(List.of(
                "useradd --uid 10001 --user-group --no-create-home app",
                "sed -i 's/port=\"8080\"/port=\"'" + recipe.port() + "'\"/' /usr/local/tomcat/conf/server.xml",
                "chown -R app:app " + folders));
        text.copy("--from=build --chown=app:app /app.jar", "/usr/local/tomcat/webapps/ROOT.war");
        return Stages.end(text, recipe, Probes.bash(recipe), List.of("catalina.sh", "run"));
    }
}
