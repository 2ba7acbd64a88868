package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComposeRulesTest {
    private static final String START = "{\"scripts\":{\"start\":\"node i.js\"}}";

    @Test
    void theOverrideIsLaidOverAndIncludedFilesAreRead() {
        TopologyDocument topology = Folders.of("shop")
                .file("compose.yaml", "include: [infra/stores.yaml]", "services:", "  web:", "    build: web")
                .file(
                        "compose.override.yaml",
                        "services:",
                        "  web:",
                        "    ports: ['80:3000']",
                        "    environment: [DB_HOST=db]")
                .file("infra/stores.yaml", "services:", "  db:", "    image: postgres:16")
                .file("web/package.json", START)
                .analyze();
        assertThat(topology.services()).extracting(ServiceSpec::name).containsExactly("db", "web");
        assertThat(topology.services().get(1).ports())
                .extracting(ServiceSpec.Port::number)
                .containsExactly(3000);
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to() + " " + edge.envVar())
                .containsExactly("web>db DB_HOST");
    }

    @Test
    void includesOutOfTheFolderAreLeftAlone() {
        assertThat(Folders.of("shop")
                        .file(
                                "compose.yaml",
                                "include: [../other.yaml, 'https://x/y.yaml']",
                                "services:",
                                "  c:",
                                "    image: redis")
                        .analyze()
                        .services())
                .extracting(ServiceSpec::name)
                .containsExactly("c");
    }

    @Test
    void valuesComeFromEnvFilesToo() {
        ServiceSpec web = Folders.of("shop")
                .file("compose.yaml", "services:", "  web:", "    build: .", "    env_file: [web.env]")
                .file("web.env", "GREETING=hello")
                .file("package.json", START)
                .service("web");
        assertThat(web.env())
                .anySatisfy(variable -> assertThat(variable.value()).isEqualTo("hello"));
    }

    @Test
    void anImageThatIsPublishedFromTheFolderIsBuiltFromIt() {
        TopologyDocument topology = Folders.of("shop")
                .file(
                        "docker-compose.yml",
                        "services:",
                        "  orders:",
                        "    image: acme/shop-orders:latest",
                        "    ports: ['8080:8080']",
                        "  cache:",
                        "    image: redis:7")
                .file("shop-orders/package.json", "{\"name\":\"shop-orders\",\"scripts\":{\"start\":\"node i.js\"}}")
                .analyze();
        ServiceSpec orders = topology.services().stream()
                .filter(spec -> spec.name().equals("orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.image()).isNull();
        assertThat(orders.path()).isEqualTo("shop-orders");
    }

    @Test
    void servicesOfOneContextAreToldByNameAndByStage() {
        TopologyDocument topology = Folders.of("todo")
                .file(
                        "compose.yaml",
                        "services:",
                        "  backend:",
                        "    build: {context: ., target: api}",
                        "  client:",
                        "    build: {context: ., target: page}")
                .file(
                        "Dockerfile",
                        "FROM node:20 AS api",
                        "EXPOSE 3000",
                        "CMD node i.js",
                        "FROM node:20 AS page",
                        "EXPOSE 5173")
                .file("backend/package.json", START)
                .file(
                        "client/package.json",
                        "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"7\"}}")
                .analyze();
        assertThat(topology.services())
                .extracting(spec -> spec.name() + " " + spec.path() + " "
                        + spec.ports().get(0).number())
                .containsExactly("backend backend 3000", "client client 5173");
    }

    @Test
    void aStoreBuiltOnItsImageIsThatStore() {
        ServiceSpec db = Folders.of("shop")
                .file("compose.yaml", "services:", "  db:", "    build: db", "  web:", "    build: web")
                .file("db/Dockerfile", "FROM mongo:7", "COPY init.js /docker-entrypoint-initdb.d/")
                .file("web/package.json", START)
                .service("db");
        assertThat(db.stack()).isEqualTo("mongodb");
        assertThat(db.kind()).isEqualTo(ServiceKind.DATABASE);
        assertThat(db.image()).isNull();
    }

    @Test
    void aFrontEndThatAnotherServicesImageHoldsIsAPartOfIt() {
        TopologyDocument topology = Folders.of("app")
                .file("go.mod", "module app", "require github.com/gin-gonic/gin v1.9.0")
                .file("main.go", "package main", "func main() { r.Run(\":8080\") }")
                .file(
                        "docker/Dockerfile",
                        "FROM node:20 AS js",
                        "COPY ./ui /ui",
                        "FROM golang:1.22",
                        "COPY . /src",
                        "EXPOSE 80")
                .file(
                        "ui/package.json",
                        "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"7\"}}")
                .file("ui/index.html", "<html></html>")
                .analyze();
        assertThat(topology.services())
                .filteredOn(ServiceSpec::deployable)
                .extracting(spec -> spec.stack() + " " + spec.ports().get(0).number())
                .containsExactly("go 80");
        assertThat(topology.services()).anyMatch(spec -> spec.reason().contains("part of the service"));
    }

    @Test
    void aDockerfileIsBuiltWhereWhatItCopiesLies() {
        ServiceSpec api = Folders.of("mono")
                .file("services/api/package.json", START)
                .file(
                        "services/api/Dockerfile",
                        "FROM node:20",
                        "COPY shared ./shared",
                        "COPY services/api ./api",
                        "CMD node i.js")
                .file("shared/a.js", "1")
                .service("api");
        assertThat(api.dockerfile().context()).isEqualTo(".");
    }

    @Test
    void aServiceTakesOverWhatItExtendsFromWhereThatLies() {
        ServiceSpec web = Folders.of("shop")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web:",
                        "    extends: {file: common/base.yaml, service: base}",
                        "    environment: {MODE: own}")
                .file(
                        "common/base.yaml",
                        "services:",
                        "  base:",
                        "    extends: root",
                        "    build: web",
                        "    environment: [MODE=base, LEVEL=high]",
                        "  root:",
                        "    env_file: settings.env",
                        "    expose: [4711]")
                .file("common/settings.env", "GREETING=hello")
                .file("common/web/package.json", START)
                .service("web");
        assertThat(web.path()).isEqualTo("common/web");
        assertThat(web.ports()).extracting(ServiceSpec.Port::number).containsExactly(4711);
        assertThat(web.env())
                .extracting(variable -> variable.name() + "=" + variable.value())
                .containsExactlyInAnyOrder("MODE=own", "LEVEL=high", "GREETING=hello");
    }

    @Test
    void aServiceThatExtendsItselfIsRead() {
        assertThat(Folders.of("shop")
                        .file("compose.yaml", "services:", "  web: {extends: web, image: 'nginx:1'}")
                        .analyze()
                        .services())
                .extracting(ServiceSpec::name)
                .containsExactly("web");
    }

    @Test
    void servicesOfAProfileAreNotStartedUnlessAllHaveOne() {
        Folders folder = Folders.of("shop")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web: {image: 'nginx:1'}",
                        "  debug: {image: 'adminer:4', profiles: [debug]}");
        assertThat(folder.analyze().services()).extracting(ServiceSpec::name).containsExactly("web");
        folder.file(
                "compose.yaml",
                "services:",
                "  web: {image: 'nginx:1', profiles: [default, all]}",
                "  debug: {image: 'adminer:4', profiles: [debug]}");
        assertThat(folder.analyze().services()).extracting(ServiceSpec::name).containsExactly("web");
    }

    @Test
    void aServiceIsReachedByAllItsNames() {
        TopologyDocument topology = Folders.of("shop")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web:",
                        "    build: web",
                        "    environment:",
                        "      CART_URL: http://carts:8080",
                        "      BROKER_URL: amqp://shop-mq:5672",
                        "      PRICE_HOST: prices",
                        "    depends_on: [orders.api]",
                        "  cart: {image: 'shop.example/cart:1', hostname: carts}",
                        "  queue: {image: 'rabbitmq:4', container_name: shop-mq}",
                        "  pricing: {image: 'shop.example/pricing:1', networks: {back: {aliases: [prices]}}}",
                        "  orders.api: {image: 'shop.example/orders:1'}")
                .file("web/package.json", START)
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactlyInAnyOrder("web>cart", "web>queue", "web>pricing", "web>orders-api");
    }

    @Test
    void theEntryPointIsWhatIsRun() {
        ServiceSpec web = Folders.of("shop")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web:",
                        "    build: .",
                        "    entrypoint: node",
                        "    command: [i.js, --port, '4100']")
                .file("package.json", START)
                .service("web");
        assertThat(web.start()).containsExactly("node", "i.js", "--port", "4100");
        assertThat(web.ports()).extracting(ServiceSpec.Port::number).containsExactly(4100);
    }

    @Test
    void aWorkerRunsItsOwnCommandInTheImageOfTheServer() {
        var topology = Folders.of("shop")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web:",
                        "    build: .",
                        "  worker:",
                        "    build: .",
                        "    command: celery -A 'the app' worker",
                        "  beat:",
                        "    build: .",
                        "    entrypoint: [celery]",
                        "    command: beat")
                .file("Dockerfile", "FROM python:3.11", "EXPOSE 8000", "CMD [\"python\", \"-m\", \"app\"]")
                .file("app.py", "print(1)");
        assertThat(topology.service("web").ports()).hasSize(1);
        assertThat(topology.service("worker").ports()).isEmpty();
        assertThat(topology.service("worker").kind()).isEqualTo(ServiceKind.WORKER);
        assertThat(topology.service("beat").health()).isNull();
        assertThat(image(topology, "web").entrypoint()).isEmpty();
        assertThat(image(topology, "web").command()).isEmpty();
        assertThat(image(topology, "worker").entrypoint()).isEmpty();
        assertThat(image(topology, "worker").command()).containsExactly("celery", "-A", "the app", "worker");
        assertThat(image(topology, "beat").entrypoint()).containsExactly("celery");
        assertThat(image(topology, "beat").command()).containsExactly("beat");
    }

    @Test
    void aServiceThatAnotherCallsListensWhateverCommandItRuns() {
        var topology = Folders.of("shop")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web:",
                        "    build: .",
                        "    environment: [API_URL=http://api:8000]",
                        "  api:",
                        "    build: .",
                        "    command: serve-api",
                        "  admin:",
                        "    build: .",
                        "    command: admin --port 9000")
                .file("Dockerfile", "FROM x", "EXPOSE 8000", "CMD [\"serve\"]");
        assertThat(topology.service("api").ports())
                .extracting(ServiceSpec.Port::number)
                .containsExactly(8000);
        assertThat(topology.service("admin").ports())
                .extracting(ServiceSpec.Port::number)
                .contains(9000);
    }

    private static ServiceSpec.Dockerfile image(Folders folder, String service) {
        return Objects.requireNonNull(folder.service(service).dockerfile());
    }

    @Test
    void portsOfDatagramsAreNone() {
        ServiceSpec web = Folders.of("shop")
                .file(
                        "compose.yaml",
                        "services:",
                        "  web:",
                        "    build: .",
                        "    ports: ['53:53/udp', {target: 54, protocol: udp}, {target: 8080, published: 80}]")
                .file("package.json", START)
                .service("web");
        assertThat(web.ports()).extracting(ServiceSpec.Port::number).containsExactly(8080);
    }
}
