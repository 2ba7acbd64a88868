package io.kyozo.deployer.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.service.EnvBinding.Source;
import io.kyozo.deployer.service.EnvResolver.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvResolverTest {
    private static final Map<String, String> SECRETS = Map.of("db/password", "s3cret");

    private static ServicePlan managed(String stack) {
        List<EnvBinding> env = ManagedService.ofStack(stack)
                .map(service -> service.credentials("db", Map.of("POSTGRES_DB", "orders")))
                .orElse(List.of());
        return new ServicePlan(
                "db",
                ServiceKind.DATABASE,
                stack,
                stack + ":1",
                null,
                List.of(),
                List.of(new ServiceSpec.Port(5432, "tcp", false, "")),
                env,
                List.of(),
                new ServiceSpec.Resources(0, 0, 0),
                null,
                List.of(),
                false,
                false);
    }

    private static String value(String stack, Source source) {
        var resolver = new EnvResolver(name -> new Target(managed(stack), name, 5432), SECRETS::get);
        return resolver.resolve(List.of(new EnvBinding("X", source, "db"))).get("X");
    }

    @Test
    void makesConnectionStringsOfEachKind() {
        assertThat(value("postgres", Source.CONNECTION)).isEqualTo("postgresql://app:s3cret@db:5432/orders");
        assertThat(value("redis", Source.CONNECTION)).isEqualTo("redis://:s3cret@db:5432");
        assertThat(value("mysql", Source.CONNECTION)).isEqualTo("mysql://app:s3cret@db:5432/app");
        assertThat(value("mongodb", Source.CONNECTION)).isEqualTo("mongodb://app:s3cret@db:5432/app?authSource=admin");
        assertThat(value("rabbitmq", Source.CONNECTION)).isEqualTo("amqp://app:s3cret@db:5432");
    }

    @Test
    void tellsHostPortAndUrl() {
        assertThat(value("postgres", Source.HOST)).isEqualTo("db");
        assertThat(value("postgres", Source.PORT)).isEqualTo("5432");
        assertThat(value("postgres", Source.URL)).isEqualTo("http://db:5432");
    }

    @Test
    void opensSecretsAndPassesLiterals() {
        var resolver = new EnvResolver(
                name -> {
                    throw new AssertionError("no address is asked for");
                },
                SECRETS::get);
        assertThat(resolver.resolve(
                        List.of(EnvBinding.secret("A", "db", "password"), EnvBinding.literal("B", "plain"))))
                .containsExactly(Map.entry("A", "s3cret"), Map.entry("B", "plain"));
    }
}
