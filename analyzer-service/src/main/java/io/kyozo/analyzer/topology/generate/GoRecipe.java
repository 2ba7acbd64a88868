package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of Go services: one program in a small system, with the files that it reads at run time. */
final class GoRecipe {
    private GoRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText()
                .from(BaseImages.go(recipe.version()), "build")
                .workdir("/src")
                .copyAll(recipe.plan().manifests(), "./")
                .run(recipe.plan().install())
                .copy(".", ".")
                .run(compile(recipe));
        Stages.last(text, Stages.DEBIAN, List.of());
        Stages.authorities(text);
        text.copy("--from=build /out/app", "./app");
        Stages.runTimeFiles(recipe, text, "/src");
        return Stages.end(text, recipe, Probes.bash(recipe), recipe.start());
    }

    /** Drivers that are written in C need the C compiler, which the build image has. */
    private static List<String> compile(Recipe recipe) {
        boolean c = recipe.draft()
                .dependsOn(
                        "github.com/mattn/go-sqlite3",
                        "github.com/confluentinc/confluent-kafka-go",
                        "gorm.io/driver/sqlite");
        return recipe.plan().compile().stream()
                .map(command -> c ? command.replace("CGO_ENABLED=0", "CGO_ENABLED=1") : command)
                .toList();
    }
}
