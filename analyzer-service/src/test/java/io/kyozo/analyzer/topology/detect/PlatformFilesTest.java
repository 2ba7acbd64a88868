package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;

class PlatformFilesTest {
    private static final String START = "{\"name\":\"shop\",\"scripts\":{\"start\":\"node i.js\"}}";

    @Test
    void kubernetesManifestsNamePortsProbesStoresAndNeeds() {
        TopologyDocument topology = Folders.of("shop")
                .file("cart/package.json", START)
                .file(
                        "k8s/cart.yaml",
                        "kind: Deployment",
                        "metadata: {name: cart}",
                        "spec:",
                        "  template:",
                        "    spec:",
                        "      containers:",
                        "      - name: server",
                        "        image: registry.example/cart:1",
                        "        ports: [{containerPort: 7070}]",
                        "        readinessProbe: {httpGet: {path: /ok, port: 7070}}",
                        "        env: [{name: REDIS_ADDR, value: 'redis-cart:6379'}]",
                        "---",
                        "kind: Deployment",
                        "metadata: {name: redis-cart}",
                        "spec:",
                        "  template:",
                        "    spec:",
                        "      containers: [{name: redis, image: 'redis:alpine'}]")
                .analyze();
        ServiceSpec cart = topology.services().get(1);
        assertThat(cart.name()).isEqualTo("cart");
        assertThat(cart.health()).isEqualTo(new ServiceSpec.Health("http", "/ok", 7070));
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("cart>redis-cart");
    }

    @Test
    void addOnsOfAppJsonAndServiceBindingsAreStores() {
        assertThat(Folders.of("a")
                        .file("package.json", START)
                        .file("app.json", "{\"addons\":[\"heroku-postgresql\",{\"plan\":\"heroku-redis:mini\"}]}")
                        .analyze()
                        .services())
                .extracting(ServiceSpec::stack)
                .containsExactlyInAnyOrder("postgres", "redis", "node");
        assertThat(Folders.of("b")
                        .file("index.php", "<?php session_start();")
                        .file("binding/type", "php-memcached-session")
                        .analyze()
                        .services())
                .extracting(ServiceSpec::stack)
                .containsExactlyInAnyOrder("memcached", "php");
    }

    @Test
    void theOtherProcessesOfAProcfileAreWorkers() {
        TopologyDocument topology = Folders.of("shop")
                .file("package.json", START)
                .file("i.js", "app.listen(3000)")
                .file("Procfile", "release: node migrate.js", "web: node i.js", "worker: node jobs.js")
                .analyze();
        assertThat(topology.services())
                .extracting(spec ->
                        spec.name() + " " + spec.kind() + " " + spec.ports().size())
                .containsExactly("shop " + ServiceKind.API + " 1", "worker " + ServiceKind.WORKER + " 0");
    }

    @Test
    void flyTomlStatesThePortInside() {
        assertThat(Folders.of("shop")
                        .file("package.json", START)
                        .file("fly.toml", "[http_service]", "internal_port = 4242")
                        .service()
                        .ports())
                .extracting(ServiceSpec.Port::number)
                .containsExactly(4242);
    }

    @Test
    void appJsonStatesVariables() {
        ServiceSpec shop = Folders.of("shop")
                .file("package.json", START)
                .file("i.js", "process.env.GREETING; process.env.SESSION_SECRET")
                .file(
                        "app.json",
                        "{\"env\":{\"GREETING\":\"hello\",\"SESSION_SECRET\":{\"generator\":\"secret\",\"value\":\"s3cr3t\"}}}")
                .service();
        assertThat(shop.env())
                .extracting(variable -> variable.name() + "=" + variable.value() + " " + variable.secret() + " "
                        + variable.evidence().get(0).file())
                .containsExactly("GREETING=hello false i.js", "SESSION_SECRET=null true i.js");
    }

    @Test
    void aSystemdUnitHintsAtPortAndVariables() {
        Folders folder = Folders.of("daemon")
                .file("pyproject.toml", "[project]", "name = 'daemon'")
                .file("main.py", "import socketserver")
                .file(
                        "deploy/daemon.service",
                        "[Service]",
                        "Environment=\"MODE=fast\" LEVEL=3",
                        "ExecStart=/usr/bin/python3 main.py --port 4545");
        ServiceSpec spec = folder.service();
        assertThat(spec.ports()).extracting(ServiceSpec.Port::number).containsExactly(4545);
        assertThat(spec.env())
                .extracting(variable -> variable.name() + "=" + variable.value())
                .containsExactly("MODE=fast", "LEVEL=3");
        assertThat(spec.evidence()).anyMatch(item -> item.file().equals("deploy/daemon.service") && item.line() == 3);
    }

    @Test
    void theOnlyPortThatADevcontainerForwardsIsTheService() {
        Folders folder = Folders.of("shop")
                .file("package.json", START)
                .file("i.js", "app.listen(port)")
                .file(".devcontainer/devcontainer.json", "{\"forwardPorts\":[4646]}");
        assertThat(folder.service().ports())
                .extracting(ServiceSpec.Port::number)
                .containsExactly(4646);
        folder.file(".devcontainer/devcontainer.json", "{\"forwardPorts\":[4646,5432]}");
        assertThat(folder.service().ports())
                .extracting(ServiceSpec.Port::number)
                .doesNotContain(4646, 5432);
    }
}
