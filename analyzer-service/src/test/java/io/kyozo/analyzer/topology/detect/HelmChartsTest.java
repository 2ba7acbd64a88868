package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;

class HelmChartsTest {
    private static final String START = "{\"name\":\"cart\",\"scripts\":{\"start\":\"node i.js\"}}";

    private static Folders shop(String... values) {
        return Folders.of("shop")
                .file("cart/package.json", START)
                .file("deploy/cart/Chart.yaml", "apiVersion: v2", "name: cart")
                .file("deploy/cart/values.yaml", values);
    }

    private static ServiceSpec cart(Folders folders) {
        return folders.analyze().services().stream()
                .filter(spec -> spec.name().equals("cart"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void valuesNameThePortAndTheVariablesOfTheServiceWhoseImageTheyName() {
        ServiceSpec cart = cart(shop(
                "image: {repository: registry.example/cart, tag: 1.2.3}",
                "containerPort: 7070",
                "service: {port: 80}",
                "env: [{name: REDIS_URL, value: 'redis://cache:6379'}]"));
        assertThat(cart.ports()).extracting(ServiceSpec.Port::number).containsExactly(7070);
        assertThat(cart.evidence())
                .extracting(item -> item.file() + ":" + item.line() + " " + item.shows())
                .contains("deploy/cart/values.yaml:1 is deployed by the chart cart as registry.example/cart:1.2.3");
    }

    @Test
    void aTemplateSaysWhichValueIsThePortAndWhereItIsProbed() {
        ServiceSpec cart = cart(shop("image: {repository: shop/cart}", "service:", "  port: 80", "  inner: 7171")
                .file(
                        "deploy/cart/templates/deployment.yaml",
                        "{{- if .Values.enabled }}",
                        "      containers:",
                        "        - name: {{ .Chart.Name }}",
                        "          ports:",
                        "            - containerPort: {{ .Values.service.inner }}",
                        "          readinessProbe:",
                        "            httpGet:",
                        "              path: /ready",
                        "{{- end }}"));
        assertThat(cart.health()).isEqualTo(new ServiceSpec.Health("http", "/ready", 7171));
    }

    @Test
    void onlyTheClustersPortIsNoPortOfTheContainer() {
        assertThat(cart(shop("image: {repository: shop/cart}", "service: {port: 80}")
                                .file("cart/i.js", "app.listen(3333)"))
                        .ports())
                .extracting(ServiceSpec.Port::number)
                .containsExactly(3333);
    }

    @Test
    void anUmbrellaChartDescribesEachServiceInItsOwnBlock() {
        TopologyDocument topology = Folders.of("shop")
                .file("cart/package.json", START)
                .file("orders/package.json", START.replace("cart", "orders"))
                .file("helm/Chart.yaml", "name: shop")
                .file(
                        "helm/values.yaml",
                        "cart:",
                        "  image: {repository: shop/cart}",
                        "  service: {targetPort: 7001}",
                        "orders:",
                        "  image: {repository: shop/orders}",
                        "  service: {targetPort: 7002}")
                .analyze();
        assertThat(topology.services())
                .extracting(spec -> spec.name() + " " + spec.ports().get(0).number())
                .containsExactly("cart 7001", "orders 7002");
    }

    @Test
    void aChartThatItDependsOnIsAStoreUnlessItIsSwitchedOff() {
        Folders folders = shop("image: {repository: shop/cart}", "redis: {enabled: false}")
                .file(
                        "deploy/cart/Chart.yaml",
                        "name: cart",
                        "dependencies:",
                        "- {name: postgresql, version: 12.x}",
                        "- {name: redis, condition: redis.enabled}");
        assertThat(folders.analyze().services())
                .extracting(ServiceSpec::stack)
                .containsExactlyInAnyOrder("postgres", "node");
    }
}
