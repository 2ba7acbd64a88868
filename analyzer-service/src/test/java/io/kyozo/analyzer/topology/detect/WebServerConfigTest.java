package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;

class WebServerConfigTest {
    @Test
    void aConfigurationBesidePagesIsASiteThatListensWhereItSays() {
        ServiceSpec site = Folders.of("site")
                .file("public/index.html", "<h1>Hello</h1>")
                .file(
                        "nginx.conf",
                        "server {",
                        "  listen 8088;",
                        "  root /usr/share/nginx/html;",
                        "  location /api/ { proxy_pass http://api:3000; }",
                        "}")
                .service();
        assertThat(site.kind()).isEqualTo(ServiceKind.STATIC);
        assertThat(site.ports()).extracting(ServiceSpec.Port::number).containsExactly(8088);
        assertThat(site.dockerfile().content()).contains("listen 8088;");
    }

    @Test
    void aCaddyfileBesidePagesIsASiteToo() {
        ServiceSpec site = Folders.of("site")
                .file("index.html", "<h1>Hello</h1>")
                .file("Caddyfile", ":8090 {", "  root * /srv", "  file_server", "}")
                .service();
        assertThat(site.kind()).isEqualTo(ServiceKind.STATIC);
        assertThat(site.ports()).extracting(ServiceSpec.Port::number).containsExactly(8090);
    }

    @Test
    void aPureProxyIsSaidToBeOneAndIsNoService() {
        TopologyDocument topology = Folders.of("edge")
                .file(
                        "nginx.conf",
                        "http { server {",
                        "  listen 80;",
                        "  location / { proxy_pass http://api:3000; }",
                        "  location /files { proxy_pass http://files:4000; }",
                        "} }")
                .analyze();
        assertThat(topology.strategy()).isEqualTo(Strategy.NOT_DEPLOYABLE);
        assertThat(topology.services())
                .extracting(spec -> spec.name() + " " + spec.stack() + ": " + spec.reason())
                .containsExactly("proxy nginx: it is a reverse proxy: it only passes requests on to"
                        + " http://api:3000, http://files:4000");
    }

    @Test
    void aProxyBesideServicesAddsNone() {
        TopologyDocument topology = Folders.of("shop")
                .file("api/package.json", "{\"name\":\"api\",\"scripts\":{\"start\":\"node i.js\"}}")
                .file("api/i.js", "app.listen(3000)")
                .file("edge/Caddyfile", "shop.example {", "  reverse_proxy api:3000", "}")
                .analyze();
        assertThat(topology.services())
                .extracting(spec -> spec.name() + " " + spec.deployable())
                .containsExactly("api true", "edge false");
        assertThat(topology.services().get(1).reason()).endsWith("passes requests on to api:3000");
    }

    @Test
    void aConfigurationBesideAFrontEndThatIsBuiltLeavesItTheSources() {
        ServiceSpec site = Folders.of("site")
                .file(
                        "package.json",
                        "{\"name\":\"site\",\"scripts\":{\"build\":\"vite build\"},",
                        "\"devDependencies\":{\"vite\":\"5\"}}")
                .file("index.html", "<script src=\"/src/main.js\"></script>")
                .file("Caddyfile", ":80 {", "  root * /site", "  file_server", "}")
                .service();
        assertThat(site.stack()).isEqualTo("node");
        assertThat(site.kind()).isEqualTo(ServiceKind.STATIC);
    }
}
