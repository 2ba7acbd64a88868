package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of PHP services: Apache as an ordinary user, on a port that it may open. */
final class PhpRecipe {
    private PhpRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText();
        boolean composer = !recipe.plan().install().isEmpty();
        if (composer) {
            text.from("composer:2", "build")
                    .workdir("/app")
                    .copy(".", ".")
                    .run(recipe.plan().install());
        }
        String root =
                recipe.plan().artifact().equals(".") || recipe.plan().artifact().isEmpty()
                        ? "/var/www/html"
                        : "/var/www/html/" + recipe.plan().artifact();
        String port = String.valueOf(recipe.port());
        text.from(BaseImages.php(recipe.draft().version()))
                .workdir("/var/www/html")
                .run(List.of(
                        "sed -ri 's/^Listen 80$/Listen " + port + "/' /etc/apache2/ports.conf",
                        "sed -ri 's!/var/www/html!" + root + "!g; s/:80>/:" + port
                                + ">/' /etc/apache2/sites-available/*.conf",
                        "sed -ri 's!AllowOverride None!AllowOverride All!' /etc/apache2/apache2.conf"))
                .copy(
                        composer ? "--from=build --chown=www-data:www-data /app" : "--chown=www-data:www-data .",
                        "/var/www/html/");
        return text.user("www-data")
                .env(recipe.env())
                .expose(recipe.port())
                .line("STOPSIGNAL SIGWINCH")
                .cmd(List.of("apache2-foreground"))
                .text();
    }
}
