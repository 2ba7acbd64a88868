package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the folder itself names its services, what it does not name is judged by that; what it hands them is read. */
class NamedServicesTest {
    private static final String START = "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"4\"}}";
    private static final String[] COMPOSE = {
        "services:", "  web: {build: web, depends_on: [db]}", "  db: {image: 'postgres:16'}"
    };

    @Test
    void aProgramThatServesNothingIsForThoseWhoWorkOnTheServices() {
        Folders folder = Folders.of("shop")
                .file("web/package.json", START)
                .file("web/i.js", "app.listen(3000)")
                .file("report/package.json", "{\"scripts\":{\"start\":\"node i.js\"}}")
                .file("report/i.js", "console.log(1)");
        assertThat(deployable(folder)).containsExactlyInAnyOrder("web", "report");
        folder.file("compose.yaml", COMPOSE);
        assertThat(deployable(folder)).containsExactlyInAnyOrder("web", "db");
        folder.file("report/i.js", "app.listen(3100)");
        assertThat(deployable(folder)).containsExactlyInAnyOrder("web", "db", "report");
    }

    @Test
    void aComposeFileOfStoresAloneSaysNothingOfPrograms() {
        Folders folder = Folders.of("shop")
                .file("report/package.json", "{\"scripts\":{\"start\":\"node i.js\"}}")
                .file("report/i.js", "console.log(1)")
                .file("compose.yaml", "services:", "  db: {image: 'postgres:16'}");
        assertThat(deployable(folder)).containsExactlyInAnyOrder("db", "report");
    }

    @Test
    void pagesInsideANamedServiceAreAPartOfIt() {
        Folders folder = Folders.of("shop")
                .file("go.mod", "module shop")
                .file("main.go", "package main", "func main() { r.Run(\":8080\") }")
                .file(
                        "admin/package.json",
                        "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"7\"}}")
                .file("admin/index.html", "<html></html>");
        assertThat(deployable(folder)).hasSize(2);
        folder.file(
                "compose.yaml", "services:", "  shop: {build: ., depends_on: [db]}", "  db: {image: 'postgres:16'}");
        assertThat(deployable(folder)).containsExactlyInAnyOrder("shop", "db");
    }

    @Test
    void theRootOfAWorkspaceWhoseMemberIsNamedIsNoServiceBesideIt() {
        Folders folder = Folders.of("mono")
                .file(
                        "package.json",
                        "{\"name\":\"mono\",\"workspaces\":[\"apps/*\"],\"scripts\":{\"start\":\"node apps/api/i.js\"},"
                                + "\"dependencies\":{\"express\":\"4\"}}")
                .file("apps/api/package.json", "{\"name\":\"api\",\"scripts\":{\"start\":\"node i.js\"}}")
                .file("apps/api/i.js", "app.listen(3000)")
                .file(
                        "compose.yaml",
                        "services:",
                        "  api: {build: apps/api, depends_on: [db]}",
                        "  db: {image: 'redis:7'}");
        assertThat(deployable(folder)).containsExactlyInAnyOrder("api", "db");
    }

    @Test
    void aJobThatBringsAStoresToolsIsNoStore() {
        Folders folder = manifests()
                .file(
                        "k8s/fill.yaml",
                        "kind: Job",
                        "metadata: {name: fill-db}",
                        "spec: {template: {spec: {",
                        "  containers: [{name: fill, image: 'postgres:16'}]}}}");
        assertThat(deployable(folder)).containsExactlyInAnyOrder("cart", "prices");
    }

    @Test
    void ofAConfigMapAServiceIsGivenWhatItReads() {
        Folders folder = manifests();
        TopologyDocument topology = folder.analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to() + " " + edge.envVar())
                .containsExactly("cart>prices PRICES_ADDR");
        folder.file("cart/i.js", "connect(process.env.OWN_ADDR); app.listen(3000)");
        assertThat(folder.analyze().edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("cart>prices");
    }

    private static Folders manifests() {
        return Folders.of("shop")
                .file("cart/package.json", START)
                .file("cart/i.js", "connect(process.env.PRICES_ADDR); app.listen(3000)")
                .file("prices/package.json", START)
                .file("prices/i.js", "app.listen(3100)")
                .file(
                        "k8s/addresses.yaml",
                        "kind: ConfigMap",
                        "metadata: {name: addresses}",
                        "data: {PRICES_ADDR: 'prices:3100', CART_ADDR: 'cart:3000'}")
                .file(
                        "k8s/workloads.yaml",
                        "kind: Deployment",
                        "metadata: {name: cart}",
                        "spec: {template: {spec: {",
                        "  containers: [{name: cart, image: 'shop/cart', envFrom: [{configMapRef: {name: addresses}}],",
                        "    env: [{name: OWN_ADDR, valueFrom: {configMapKeyRef: {name: addresses, key: PRICES_ADDR}}}]}]}}}",
                        "---",
                        "kind: Deployment",
                        "metadata: {name: prices}",
                        "spec: {template: {spec: {",
                        "  containers: [{name: prices, image: 'shop/prices', envFrom: [{configMapRef: {name: addresses}}]}]}}}");
    }

    private static List<String> deployable(Folders folder) {
        return folder.analyze().services().stream()
                .filter(ServiceSpec::deployable)
                .map(ServiceSpec::name)
                .toList();
    }
}
