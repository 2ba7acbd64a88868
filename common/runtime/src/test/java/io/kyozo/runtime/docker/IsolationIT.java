package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFixture;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A container, and a step of a build, that try everything they should not reach. What they try is tried from a network
 * that is not ours as well, where it succeeds: an attack that can't succeed anywhere proves nothing.
 */
@NeedsEngine(images = TestEngine.BASE)
class IsolationIT extends RuntimeFixture {
    private static final URI HOST = URI.create(PrivateEngine.host().orElse("unix:///none"));

    /** Prints the names of the targets {@code name=host:port} that take a connection; GATEWAY is the first hop. */
    private static final String ATTACK = """
            const net = require('net'), fs = require('fs');
            const hex = fs.readFileSync('/proc/net/route', 'utf8').split('\\n').map(l => l.split('\\t'))
              .find(f => f[1] === '00000000')[2];
            const gateway = [3, 2, 1, 0].map(i => parseInt(hex.substr(i * 2, 2), 16)).join('.');
            for (const target of process.argv.slice(2)) {
              const [name, at] = target.split('='), colon = at.lastIndexOf(':');
              const where = at.startsWith('/') ? { path: at }
                : { host: at.slice(0, colon).replace('GATEWAY', gateway), port: +at.slice(colon + 1) };
              const socket = net.connect(where, () => { console.log('REACHED ' + name); socket.destroy(); });
              socket.on('error', () => {});
              socket.setTimeout(2000, () => socket.destroy());
            }
            """;

    private static TestEngine tests;
    private static DockerContainerRuntime runtime;
    private static DockerClient engine;

    private @Nullable ServerSocket hostService;
    private @Nullable LinkLocalService metadata;
    private @Nullable String foreign;

    @BeforeAll
    static void connect() {
        tests = TestEngine.connect();
        runtime = tests.runtime();
        engine = tests.client();
    }

    @AfterAll
    static void disconnect() throws Exception {
        tests.close();
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String dockerfile(List<String> shellLines) {
        return TestEngine.dockerfile(shellLines, "\"node\", \"server.mjs\"");
    }

    @BeforeEach
    void listen() throws Exception {
        var info = runtime.info().await().atMost(PATIENCE);
        Assumptions.assumeTrue(info.isolated(), info.exposure());
        hostService = new ServerSocket(0);
        Files.writeString(folder.resolve("attack.js"), ATTACK);
    }

    @AfterEach
    void silence() throws Exception {
        if (hostService != null) {
            hostService.close();
        }
        if (metadata != null) {
            metadata.close();
        }
        if (foreign != null) {
            engine.removeContainerCmd(foreign).withForce(true).exec();
        }
        for (var name : List.of(id + "-mine", id + "-other")) {
            runtime.remove(name).await().atMost(PATIENCE);
            runtime.removeNetwork(name).await().atMost(PATIENCE);
        }
    }

    @Test
    void nothingOutsideTheWorkspaceIsReachedByAContainerOrABuild() throws Exception {
        var image = built(List.of());
        var published = publishForeign(image);
        metadata = new LinkLocalService();
        var other = run(image, id + "-other");
        var mine = run(image, id + "-mine");
        var targets = targets(other, published);

        assertThat(reached(inForeign(targets)))
                .as("the attack works where nothing forbids it")
                .contains("host-by-gateway", "host-by-address", "published", "link-local");
        assertThat(reached(inside(mine, List.of("myself=web:8080"))))
                .as("what belongs together is reached by name")
                .containsExactly("myself");
        assertThat(reached(inside(mine, targets))).isEmpty();
        assertThat(reached(inBuild(targets))).isEmpty();
    }

    private List<String> targets(String other, int published) throws Exception {
        var port = java.util.Objects.requireNonNull(hostService).getLocalPort();
        var targets = new ArrayList<>(List.of(
                "neighbour=" + other + ":8080",
                "published=GATEWAY:" + published,
                "host-by-gateway=GATEWAY:" + port,
                "link-local=" + java.util.Objects.requireNonNull(metadata).address(),
                "metadata=169.254.169.254:80",
                "engine=/var/run/docker.sock",
                "engine-here=" + HOST.getPath(),
                "engine-tcp=GATEWAY:2375"));
        for (var address : addresses()) {
            targets.add("host-by-address=" + address + ":" + port);
        }
        return targets;
    }

    /** All of the host's own, IPv6 too, loopback and the engine's bridges left out. */
    private static List<String> addresses() throws Exception {
        return NetworkInterface.networkInterfaces()
                .filter(nic -> !nic.getName().matches("lo|veth.*|br-.*|kyw.*"))
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .map(address -> address.replaceAll("%.*", ""))
                .toList();
    }

    /** A container of somebody else's, published on all of the host's addresses. */
    private int publishForeign(String image) {
        var ports = new Ports();
        ports.bind(ExposedPort.tcp(8080), Ports.Binding.empty());
        foreign = engine.createContainerCmd(image)
                .withEnv("PORT=8080")
                .withExposedPorts(ExposedPort.tcp(8080))
                .withHostConfig(HostConfig.newHostConfig().withPortBindings(ports))
                .exec()
                .getId();
        engine.startContainerCmd(foreign).exec();
        var bindings = engine.inspectContainerCmd(foreign)
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(8080));
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    /** Its address in the network of its own. */
    private String run(String image, String name) {
        runtime.ensureNetwork(name, labels).await().atMost(PATIENCE);
        var spec = new ContainerSpec(
                name,
                image,
                labels,
                List.of(),
                ".",
                Map.of(),
                name,
                "web",
                List.of(new ContainerSpec.Port(8080, "PORT")),
                List.of(),
                ResourceLimits.NONE,
                false,
                5);
        runtime.create(spec).await().atMost(PATIENCE);
        runtime.start(name).await().atMost(PATIENCE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inside(name, List.of("myself=127.0.0.1:8080")))
                        .contains("REACHED"));
        return engine.inspectContainerCmd(name)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .get(name)
                .getIpAddress();
    }

    private String inside(String container, List<String> targets) {
        var name = container.startsWith(id) ? container : id + "-mine";
        return exec(name, targets);
    }

    private String inForeign(List<String> targets) {
        return exec(java.util.Objects.requireNonNull(foreign), targets);
    }

    private String exec(String container, List<String> targets) {
        var argv = new ArrayList<>(List.of("node", "attack.js"));
        argv.addAll(targets);
        return runtime.exec(container, argv, PATIENCE).await().atMost(PATIENCE).output();
    }

    private String inBuild(List<String> targets) {
        var said = new StringBuilder();
        var step = "echo " + id + " && node attack.js " + String.join(" ", targets);
        runtime.build(
                        build(id + ":2", List.of(step), PATIENCE),
                        (BuildLine line) -> said.append(line.text()).append('\n'))
                .await()
                .atMost(PATIENCE);
        assertThat(said).contains(id);
        return said.toString();
    }

    private static List<String> reached(String output) {
        return output.lines()
                .filter(line -> line.startsWith("REACHED "))
                .map(line -> line.substring("REACHED ".length()))
                .distinct()
                .toList();
    }
}
