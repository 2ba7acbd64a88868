package io.kyozo.analyzer.topology.generate;

import java.util.List;

/** Images of sites: files, built where they are built, served by nginx as an ordinary user. */
final class StaticRecipe {
    private static final List<String> CONFIGURATION = List.of(
            "worker_processes auto;",
            "error_log stderr warn;",
            "pid /tmp/nginx.pid;",
            "events { worker_connections 1024; }",
            "http {",
            "  include /etc/nginx/mime.types;",
            "  default_type application/octet-stream;",
            "  access_log off;",
            "  sendfile on;",
            "  gzip on;",
            "  gzip_types text/css application/javascript application/json image/svg+xml;",
            "  server_tokens off;",
            "  client_body_temp_path /tmp/body;",
            "  proxy_temp_path /tmp/proxy;",
            "  fastcgi_temp_path /tmp/fastcgi;",
            "  uwsgi_temp_path /tmp/uwsgi;",
            "  scgi_temp_path /tmp/scgi;");

    private StaticRecipe() {}

    static String write(Recipe recipe) {
        boolean node =
                recipe.draft().stack().equals("node") || recipe.draft().stack().equals("bun");
        if (node) {
            return nginx(
                    recipe,
                    node(recipe),
                    "--from=build " + recipe.home() + "/" + recipe.draft().staticRoot(),
                    true);
        }
        return SiteGenerator.of(recipe)
                .map(site -> nginx(recipe, site.stage(), "--from=build " + site.pages(), false))
                .orElseGet(() -> nginx(recipe, new DockerfileText(), asTheyAre(recipe), false));
    }

    private static String asTheyAre(Recipe recipe) {
        String root = recipe.draft().staticRoot();
        return root.equals(".") || root.isEmpty() ? "." : root + "/";
    }

    private static DockerfileText node(Recipe recipe) {
        String version = recipe.draft().stack().equals("node") ? recipe.version() : "20";
        DockerfileText text =
                new DockerfileText().from(BaseImages.node(version), "build").workdir("/app");
        NodeRecipe.install(recipe, text);
        text.copy(".", ".");
        NodeRecipe.compile(recipe, text, List.of());
        return text;
    }

    private static String nginx(Recipe recipe, DockerfileText text, String pages, boolean application) {
        return text.from(BaseImages.NGINX)
                .run(List.of(configuration(recipe.port(), application)))
                .copy(pages, "/usr/share/nginx/html")
                .user("nginx")
                .expose(recipe.port())
                .line("STOPSIGNAL SIGQUIT")
                .healthcheck(Probes.bash(recipe))
                .cmd(List.of("nginx", "-g", "daemon off;"))
                .text();
    }

    private static String configuration(int port, boolean application) {
        StringBuilder out = new StringBuilder("printf '%s\\n'");
        CONFIGURATION.forEach(line -> out.append(" \\\n    '").append(line).append('\''));
        // A built application routes in the browser: what is not a file is its front page.
        String miss = application ? "/index.html" : "$uri.html =404";
        out.append(" \\\n    '  server { listen ")
                .append(port)
                .append("; root /usr/share/nginx/html; index index.html index.htm;'")
                .append(" \\\n    '    location ~ /\\.(?!well-known/) { return 404; }'")
                .append(" \\\n    '    location / { try_files $uri $uri/ ")
                .append(miss)
                .append("; } }'")
                .append(" \\\n    '}' > /etc/nginx/nginx.conf");
        return out.toString();
    }
}
