package io.kyozo.analyzer.topology.generate;

/** Images of Ruby services. */
final class RubyRecipe {
    private RubyRecipe() {}

    static String write(Recipe recipe) {
        String image = BaseImages.ruby(recipe.version());
        SystemPackages packages = SystemPackages.ruby(recipe.draft());
        DockerfileText text = new DockerfileText();
        boolean gems = !recipe.plan().install().isEmpty();
        if (gems) {
            text.from(image, "build").run(Stages.apt(packages.build())).workdir("/app");
            if (recipe.plan().manifests().isEmpty()) {
                text.copy(".", ".");
            } else {
                text.copyAll(recipe.plan().manifests(), "./");
            }
            text.run(recipe.plan().install()).copy(".", ".").run(recipe.plan().compile());
        }
        Stages.last(text, image, packages.run());
        if (gems) {
            text.copy("--from=build /usr/local/bundle", "/usr/local/bundle");
        }
        text.copy(gems ? "--from=build --chown=app:app /app" : "--chown=app:app .", ".");
        return Stages.end(text, recipe, Probes.ruby(recipe), recipe.start());
    }
}
