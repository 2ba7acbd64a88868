package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.ArrayList;
import java.util.List;

/** Images of PHP services: Apache as an ordinary user, on a port that it may open. */
final class PhpRecipe {
    /** A package that shows the need, the extension, and the Debian package that it is compiled with. */
    private record Extension(String dependency, String name, String library) {}

    private static final List<Extension> EXTENSIONS = List.of(
            new Extension("ext-pdo_mysql", "pdo_mysql", ""),
            new Extension("laravel/framework", "pdo_mysql", ""),
            new Extension("ext-mysqli", "mysqli", ""),
            new Extension("ext-pdo_pgsql", "pdo_pgsql", "libpq-dev"),
            new Extension("ext-pgsql", "pgsql", "libpq-dev"),
            new Extension("ext-intl", "intl", "libicu-dev"),
            new Extension("ext-gd", "gd", "libpng-dev"),
            new Extension("ext-zip", "zip", "libzip-dev"),
            new Extension("ext-bcmath", "bcmath", ""));

    private PhpRecipe() {}

    static String write(Recipe recipe) {
        DockerfileText text = new DockerfileText();
        boolean composer = !recipe.plan().install().isEmpty();
        if (composer) {
            text.from("composer:2", "build").workdir("/app");
            packages(recipe, text);
        }
        text.from(BaseImages.php(recipe.version()))
                .workdir(recipe.homeIn("/var/www/html"))
                .run(settings(recipe))
                .copy(
                        composer ? "--from=build --chown=www-data:www-data /app" : "--chown=www-data:www-data .",
                        "/var/www/html/");
        return text.user("www-data")
                .env(recipe.env())
                .expose(recipe.port())
                .line("STOPSIGNAL SIGWINCH")
                .healthcheck(Probes.php(recipe))
                .cmd(List.of("apache2-foreground"))
                .text();
    }

    /** The packages from their manifests alone; what runs scripts or maps classes of the sources comes after these. */
    private static void packages(Recipe recipe, DockerfileText text) {
        if (recipe.says(FolderPath.join(recipe.inContext(), "composer.json"), "\"path\"")) {
            // Packages that lie in the folder are linked from there: they must be there before they are installed.
            text.copy(".", ".")
                    .workdir(recipe.home())
                    .run(List.of("composer install --no-dev --no-interaction --no-scripts --optimize-autoloader"
                            + " --ignore-platform-reqs"));
            return;
        }
        text.copyAll(recipe.present("composer.json", "composer.lock"), "./")
                .run(List.of("composer install --no-dev --no-interaction --no-scripts --no-autoloader"
                        + " --ignore-platform-reqs"))
                .copy(".", ".")
                .run(List.of("composer dump-autoload --no-dev --optimize --no-scripts"));
    }

    private static List<String> settings(Recipe recipe) {
        String pages = recipe.plan().artifact();
        String home = recipe.homeIn("/var/www/html");
        String root = pages.equals(".") || pages.isEmpty() ? home : home + "/" + pages;
        List<String> commands = new ArrayList<>(List.of(
                "sed -ri 's/^Listen 80$/Listen ${PORT}/' /etc/apache2/ports.conf",
                "sed -ri 's!/var/www/html!" + root + "!g; s/:80>/:${PORT}>/' /etc/apache2/sites-available/*.conf",
                "sed -ri 's!AllowOverride None!AllowOverride All!' /etc/apache2/apache2.conf",
                "a2enmod -q rewrite"));
        for (Extension extension : EXTENSIONS) {
            if (recipe.draft().dependsOn(extension.dependency())) {
                commands.add(extension(extension));
            }
        }
        return commands;
    }

    /** Only where the image does not bring it. */
    private static String extension(Extension extension) {
        String install = extension.library().isEmpty()
                ? "docker-php-ext-install " + extension.name()
                : "{ apt-get update && apt-get install -y --no-install-recommends " + extension.library()
                        + " && docker-php-ext-install " + extension.name() + " && rm -rf /var/lib/apt/lists/*; }";
        return "{ php -m | grep -qx " + extension.name() + " || " + install + "; }";
    }
}
