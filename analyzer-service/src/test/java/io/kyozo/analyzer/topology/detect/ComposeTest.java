package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final Folders SHOP = Folders.of("shop")
            .file(
                    "compose.yaml",
                    "x-base: &base",
                    "  environment:",
                    "    DB_PASSWORD: hunter2",
                    "services:",
                    "  web:",
                    "    <<: *base",
                    "    build: ./web",
                    "    ports: ['8080:3000']",
                    "    depends_on: [db]",
                    "  db:",
                    "    image: postgres:16",
                    "    volumes: ['data:/var/lib/postgresql/data']")
            .file("web/package.json", "{\"scripts\":{\"start\":\"node index.js\"}}")
            .file("web/Dockerfile", "FROM node:20", "EXPOSE 3000", "CMD [\"node\", \"index.js\"]");

    @Test
    void servicesPortsAndDependenciesComeFromTheComposeFile() {
        TopologyDocument topology = SHOP.analyze();
        assertThat(topology.services()).extracting(ServiceSpec::name).containsExactly("db", "web");
        ServiceSpec web = SHOP.service("web");
        assertThat(web.ports()).extracting(ServiceSpec.Port::number).containsExactly(3000);
        assertThat(web.dockerfile().path()).isEqualTo("web/Dockerfile");
        assertThat(web.dockerfile().content()).isEmpty();
        assertThat(SHOP.service("db").image()).isEqualTo("postgres:16");
        assertThat(SHOP.service("db").volumes()).containsExactly("/var/lib/postgresql/data");
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("web>db");
    }

    @Test
    void valuesOfSecretsAreDropped() {
        ServiceSpec web = SHOP.service("web");
        assertThat(web.env()).anySatisfy(variable -> {
            assertThat(variable.name()).isEqualTo("DB_PASSWORD");
            assertThat(variable.secret()).isTrue();
            assertThat(variable.value()).isNull();
        });
    }

    @Test
    void keysThatLeadOutOfTheContainerAreRefusedWithTheirLine() {
        TopologyDocument topology = Folders.of("evil")
                .file(
                        "compose.yaml",
                        "services:",
                        "  a:",
                        "    image: redis",
                        "    privileged: true",
                        "    pid: host",
                        "    cap_add: [SYS_ADMIN]",
                        "    devices: ['/dev/sda']",
                        "    volumes:",
                        "      - /var/run/docker.sock:/var/run/docker.sock",
                        "      - ../outside:/data",
                        "      - ./inside:/inside")
                .analyze();
        assertThat(topology.recommendations())
                .filteredOn(found -> found.id().equals("security.refused-key"))
                .extracting(found -> found.evidence().get(0).line())
                .containsExactlyInAnyOrder(4, 5, 6, 7, 8, 8);
    }

    @Test
    void keysThatNobodyKnowsAndFilesOutsideTheFolderAreRefusedWithTheirFileAndLine() {
        TopologyDocument topology = Folders.of("odd")
                .file(
                        "compose.yaml",
                        "include: [../other.yaml]",
                        "x-common: {a: b}",
                        "services:",
                        "  a:",
                        "    image: redis",
                        "    privileged: false",
                        "    cap_drop: [ALL]",
                        "    env_file: ../../secrets.env",
                        "    use_api_socket: true",
                        "  idle:",
                        "    image: redis",
                        "    profiles: [tools]",
                        "    privileged: true",
                        "volumes:",
                        "  host:",
                        "    driver_opts: {type: none, o: bind, device: /etc}",
                        "servces: {}")
                .file("compose.override.yaml", "services:", "  a:", "    network_mode: host", "    imagee: x")
                .analyze();
        assertThat(topology.recommendations())
                .filteredOn(found -> found.id().equals("security.refused-key"))
                .extracting(found -> found.evidence().get(0).file() + ":"
                        + found.evidence().get(0).line())
                .containsExactlyInAnyOrder(
                        "compose.yaml:1",
                        "compose.yaml:8",
                        "compose.yaml:9",
                        "compose.yaml:15",
                        "compose.yaml:17",
                        "compose.override.yaml:3",
                        "compose.override.yaml:4");
    }

    @Test
    void buildsThatAskForMoreAndFilesOutsideTheFolderAreRefusedWithTheirLine() {
        TopologyDocument topology = Folders.of("greedy")
                .file("Dockerfile", "FROM node:20", "CMD [\"node\", \"index.js\"]")
                .file(
                        "compose.yaml",
                        "services:",
                        "  a:",
                        "    build:",
                        "      context: .",
                        "      args: {A: b}",
                        "      privileged: true",
                        "      network: host",
                        "      entitlements: [security.insecure]",
                        "      additional_contexts:",
                        "        shared: ../../shared",
                        "        image: docker-image://alpine",
                        "        near: ./near",
                        "      dockerfle: x",
                        "secrets:",
                        "  key: {file: /etc/shadow}",
                        "  near: {file: ./near.txt}",
                        "configs:",
                        "  hosts: {file: ../hosts}")
                .analyze();
        assertThat(topology.recommendations())
                .filteredOn(found -> found.id().equals("security.refused-key"))
                .extracting(found -> found.evidence().get(0).line())
                .containsExactlyInAnyOrder(6, 7, 8, 9, 13, 15, 18);
    }
}
