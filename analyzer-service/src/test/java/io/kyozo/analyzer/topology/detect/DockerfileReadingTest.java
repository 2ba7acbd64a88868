package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.ServiceSpec.Port;
import org.junit.jupiter.api.Test;

/** What a Dockerfile of the user says beside its ports and its command. */
class DockerfileReadingTest {
    private static final String START = "{\"scripts\":{\"start\":\"node i.js\"}}";

    @Test
    void whatItKeepsSurvivesAndForbidsASecondReplica() {
        Folders folder = Folders.of("shop").file("package.json", START).file("i.js", "app.listen(3000)");
        folder.file("Dockerfile", "FROM node:20", "VOLUME /tmp", "CMD [\"node\", \"i.js\"]");
        assertThat(folder.service().volumes()).isEmpty();
        assertThat(folder.service().scalable()).isTrue();
        folder.file("Dockerfile", "FROM node:20", "VOLUME [\"/data\", \"/var/lib/shop\"]", "CMD [\"node\", \"i.js\"]");
        assertThat(folder.service().volumes()).containsExactly("/data", "/var/lib/shop");
        assertThat(folder.service().scalable()).isFalse();
    }

    @Test
    void aStoreThatIsBuiltKeepsWhatItHolds() {
        Folders folder = Folders.of("shop")
                .file("compose.yaml", "services:", "  db: {build: db}", "  web: {build: web}")
                .file("db/Dockerfile", "FROM postgres:16", "COPY init.sql /docker-entrypoint-initdb.d/")
                .file("web/package.json", START);
        assertThat(folder.service("db").volumes()).containsExactly("/var/lib/postgresql/data");
        folder.remove("compose.yaml");
        assertThat(folder.service("db").volumes()).containsExactly("/var/lib/postgresql/data");
    }

    @Test
    void pagesInAnImageOfNginxAreServedWhereItListens() {
        Folders folder = Folders.of("site")
                .file("package.json", "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"7\"}}")
                .file("index.html", "<html></html>")
                .file(
                        "Dockerfile",
                        "FROM node:20 AS build",
                        "RUN npm run build",
                        "FROM nginx:1",
                        "COPY --from=build /dist /x");
        assertThat(folder.service().ports()).containsExactly(new Port(80, "http", true, ""));
        folder.replace("Dockerfile", "nginx:1", "nginxinc/nginx-unprivileged:1");
        assertThat(port(folder.service())).isEqualTo(8080);
        folder.file("nginx/default.conf", "server {", "  listen 8088;", "  root /x;", "}");
        assertThat(port(folder.service())).isEqualTo(8088);
        folder.replace("Dockerfile", "COPY --from", "EXPOSE 9000\nCOPY --from");
        assertThat(port(folder.service())).isEqualTo(9000);
    }

    private static int port(ServiceSpec spec) {
        return spec.ports().get(0).number();
    }
}
