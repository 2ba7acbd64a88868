package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What stages of several recipes have in common. */
final class Stages {
    /** What programs run on: small, with bash for the health check. */
    static final String DEBIAN = "debian:bookworm-slim";

    /** No ordinary user of a base image has this number. */
    static final String USER = "app";

    private static final String USER_ADD =
            "useradd --uid 10001 --user-group --create-home --home-dir /app --skel /dev/null " + USER;

    private static final Set<String> READ_AT_RUN_TIME = Set.of(
            "templates",
            "template",
            "static",
            "public",
            "assets",
            "views",
            "web",
            "ui",
            "www",
            "html",
            "config",
            "configs",
            "conf",
            "migrations",
            "locales",
            "i18n",
            "data");

    private Stages() {}

    /** Begins the last stage: packages that it needs, and a user whose home is /app. */
    static void last(DockerfileText text, String image, List<String> packages) {
        List<String> commands = new ArrayList<>();
        if (!packages.isEmpty()) {
            commands.addAll(apt(packages));
        }
        commands.add(USER_ADD);
        text.from(image).run(commands).workdir("/app");
    }

    /** Commands that install Debian packages, and leave nothing behind. */
    static List<String> apt(List<String> packages) {
        return List.of(
                "apt-get update",
                "apt-get install -y --no-install-recommends " + String.join(" ", new LinkedHashSet<>(packages)),
                "rm -rf /var/lib/apt/lists/*");
    }

    /** The authorities of the build image: the small system has none. */
    static void authorities(DockerfileText text) {
        text.copy("--from=build /etc/ssl/certs/ca-certificates.crt", "/etc/ssl/certs/");
    }

    /** A compiled program's templates, pages and settings, out of its folder {@code home} in the stage build. */
    static void runTimeFiles(Recipe recipe, DockerfileText text, String home) {
        String dir = recipe.draft().path();
        Set<String> names = new LinkedHashSet<>();
        recipe.folder().under(dir).forEach(file -> {
            String relative = FolderPath.relativize(dir, file.path());
            int slash = relative.indexOf('/');
            if (slash > 0 && READ_AT_RUN_TIME.contains(relative.substring(0, slash))) {
                names.add(relative.substring(0, slash));
            }
        });
        for (String name : names) {
            text.copy("--from=build --chown=" + USER + ":" + USER + " " + home + "/" + name, "./" + name);
        }
    }

    /** Ends the last stage. */
    static String end(DockerfileText text, Recipe recipe, List<String> probe, List<String> start) {
        return text.user(USER)
                .env(recipe.env())
                .expose(recipe.port())
                .healthcheck(probe)
                .cmd(start)
                .text();
    }
}
