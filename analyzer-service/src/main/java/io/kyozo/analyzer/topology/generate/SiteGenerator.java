package io.kyozo.analyzer.topology.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that makes pages of a folder: the stage that runs it, and where its pages lie then.
 *
 * @param stage written up to and with the command that makes the pages
 * @param pages absolute path in that stage
 */
record SiteGenerator(DockerfileText stage, String pages) {
    /** The generator that the folder has a configuration of; empty where its pages are served as they are. */
    static Optional<SiteGenerator> of(Recipe recipe) {
        if (recipe.draft().stack().equals("ruby") || recipe.holds("_config.yml") && !recipe.holds("package.json")) {
            return Optional.of(jekyll(recipe));
        }
        if (recipe.holds("mkdocs.yml")) {
            return Optional.of(mkdocs(recipe));
        }
        if (recipe.holds("book.toml")) {
            return Optional.of(mdbook());
        }
        boolean zola =
                recipe.holds("zola.toml") || recipe.holds("config.toml") && recipe.says("config.toml", "compile_sass");
        if (zola) {
            return Optional.of(zola());
        }
        boolean hugo = recipe.holds("hugo.toml")
                || recipe.holds("hugo.yaml")
                || recipe.holds("hugo.json")
                || recipe.holds("config.toml") && recipe.says("config.toml", "baseURL");
        return hugo ? Optional.of(hugo()) : Optional.empty();
    }

    private static SiteGenerator hugo() {
        DockerfileText text = new DockerfileText()
                .from(Stages.DEBIAN, "build")
                .run(Stages.apt(List.of("hugo", "ca-certificates")))
                .workdir("/src")
                .copy(".", ".")
                .run(List.of("hugo --minify --destination /site"));
        return new SiteGenerator(text, "/site");
    }

    private static SiteGenerator zola() {
        DockerfileText text = new DockerfileText()
                .from("ghcr.io/getzola/zola:v0.19.2", "build")
                .workdir("/src")
                .copy(".", ".")
                .line("RUN [\"zola\", \"build\", \"--output-dir\", \"/site\"]");
        return new SiteGenerator(text, "/site");
    }

    private static SiteGenerator mdbook() {
        DockerfileText text = new DockerfileText()
                .from(BaseImages.rust("1"), "build")
                .run(List.of("cargo install mdbook --locked --version '^0.4'"))
                .workdir("/src")
                .copy(".", ".")
                .run(List.of("mdbook build --dest-dir /site"));
        return new SiteGenerator(text, "/site");
    }

    private static SiteGenerator mkdocs(Recipe recipe) {
        DockerfileText text =
                new DockerfileText().from(BaseImages.python("3.11"), "build").workdir("/src");
        List<String> packages = List.of("requirements.txt", "docs/requirements.txt").stream()
                .filter(recipe::holds)
                .limit(1)
                .toList();
        packages.forEach(file -> text.copy(file, "./requirements.txt"));
        List<String> install = new ArrayList<>(List.of("pip install --no-cache-dir 'mkdocs>=1.6,<2'"
                + (recipe.says("mkdocs.yml", "name: material") ? " mkdocs-material" : "")));
        if (!packages.isEmpty()) {
            install.add("pip install --no-cache-dir -r requirements.txt");
        }
        text.run(install).copy(".", ".").run(List.of("mkdocs build --site-dir /site"));
        return new SiteGenerator(text, "/site");
    }

    private static SiteGenerator jekyll(Recipe recipe) {
        String version = recipe.draft().stack().equals("ruby") ? recipe.version() : "3.1";
        DockerfileText text = new DockerfileText()
                .from(BaseImages.ruby(version), "build")
                .run(Stages.apt(List.of("build-essential", "git")))
                .workdir("/src");
        if (recipe.holds("Gemfile")) {
            text.copyAll(recipe.present("Gemfile", "Gemfile.lock"), "./").run(List.of("bundle install"));
        } else {
            text.run(List.of("gem install --no-document jekyll"));
        }
        String run = recipe.holds("Gemfile") ? "bundle exec jekyll" : "jekyll";
        text.copy(".", ".").run(List.of(run + " build --destination /site"));
        return new SiteGenerator(text, "/site");
    }
}
