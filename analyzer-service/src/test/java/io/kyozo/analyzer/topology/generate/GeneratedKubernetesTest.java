package io.kyozo.analyzer.topology.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.GoldenFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class GeneratedKubernetesTest {
    /** Strict: the model would keep aside what the API does not know. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 Service", Service.class,
            "apps/v1 Deployment", Deployment.class,
            "apps/v1 StatefulSet", StatefulSet.class);

    @TestFactory
    Stream<DynamicTest> manifestsAreValidAndPassTheRestrictedProfile() {
        return GoldenFolders.all().stream()
                .map(folder -> folder.getFileName().toString())
                .map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) throws Exception {
        GeneratedFiles files = GeneratedFiles.of(GoldenFolders.analyze(name));
        for (GeneratedFile file : files.files()) {
            boolean manifest =
                    file.path().startsWith("kubernetes/") && !file.path().endsWith("kustomization.yaml");
            if (manifest) {
                for (HasMetadata object : read(file.content())) {
                    assertThat(object.getMetadata().getName()).matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
                    podOf(object).forEach(GeneratedKubernetesTest::isRestricted);
                }
            }
        }
    }

    /** As the pod security standards state the restricted profile. */
    private static void isRestricted(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        for (Container container : pod.getContainers()) {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isNotNull();
            assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getPorts().isEmpty() || container.getReadinessProbe() != null)
                    .isTrue();
        }
    }

    @Test
    void theModelRefusesWhatTheApiDoesNotKnow() {
        String typo = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selectors: {a: b}}\n";
        assertThatThrownBy(() -> read(typo)).hasMessageContaining("selectors");
    }

    @Test
    void storesKeepWhatTheyHoldAndSecretsAreOnlyReferredTo() throws Exception {
        GeneratedFiles files = GeneratedFiles.of(Folders.of("shop")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"node i.js\"},\"dependencies\":{\"express\":\"5\",\"pg\":\"8\"}}")
                .file("i.js", "connect(process.env.DATABASE_URL)", "app.listen(process.env.PORT || 3000)")
                .analyze());
        List<HasMetadata> store = read(files.text("kubernetes/postgres.yaml").orElseThrow());
        StatefulSet set = (StatefulSet) store.get(1);
        assertThat(set.getSpec().getVolumeClaimTemplates()).hasSize(1);
        assertThat(set.getSpec().getReplicas()).isEqualTo(1);
        List<HasMetadata> shop = read(files.text("kubernetes/shop.yaml").orElseThrow());
        List<EnvVar> env = podOf(shop.get(1)).get(0).getContainers().get(0).getEnv();
        assertThat(env).extracting(EnvVar::getName).containsSubsequence("POSTGRES_PASSWORD", "DATABASE_URL");
        assertThat(env)
                .filteredOn(variable -> variable.getName().equals("DATABASE_URL"))
                .extracting(EnvVar::getValue)
                .containsExactly("postgresql://app:$(POSTGRES_PASSWORD)@postgres:5432/app");
        assertThat(env)
                .filteredOn(variable -> variable.getName().equals("POSTGRES_PASSWORD"))
                .extracting(
                        variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .containsExactly("postgres");
    }

    private static List<PodSpec> podOf(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return List.of(deployment.getSpec().getTemplate().getSpec());
        }
        return object instanceof StatefulSet set
                ? List.of(set.getSpec().getTemplate().getSpec())
                : List.of();
    }

    /** Reads every document strictly: a key that the API does not know fails. */
    private static List<HasMetadata> read(String text) throws Exception {
        List<HasMetadata> objects = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
            JsonNode tree = JSON.valueToTree(document);
            String kind =
                    tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
            objects.add(JSON.treeToValue(tree, KINDS.get(kind)));
        }
        return objects;
    }
}
