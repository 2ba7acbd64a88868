package io.kyozo.deployer.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedServiceTest {
    @ParameterizedTest
    @CsvSource({"mysql, MYSQL_ROOT_PASSWORD", "mariadb, MARIADB_ROOT_PASSWORD"})
    void givesTheAdministratorAPasswordOfItsOwn(String stack, String variable) {
        var credentials = ManagedService.ofStack(stack).orElseThrow().credentials("db", Map.of());
        assertThat(credentials).contains(EnvBinding.file(variable, "db", ManagedService.ROOT_PASSWORD));
    }

    @Test
    void takesTheNamesThatTheFolderStatesAndNeverItsPassword() {
        var credentials = ManagedService.ofStack("postgres")
                .orElseThrow()
                .credentials("db", Map.of("POSTGRES_USER", "shop", "POSTGRES_PASSWORD", "changeme"));
        assertThat(credentials)
                .containsExactly(
                        EnvBinding.literal("POSTGRES_USER", "shop"),
                        EnvBinding.file("POSTGRES_PASSWORD", "db", ManagedService.PASSWORD),
                        EnvBinding.literal("POSTGRES_DB", "app"));
    }

    @Test
    void startsACacheWithItsPasswordAndTheFoldersOwnWordsButNotItsPassword() {
        var redis = ManagedService.ofStack("redis").orElseThrow();
        assertThat(redis.command(List.of("redis-server", "--appendonly", "yes", "--requirepass", "changeme")))
                .endsWith("redis-server", "--appendonly", "yes")
                .doesNotContain("changeme");
        var valkey = ManagedService.ofStack("valkey").orElseThrow();
        assertThat(valkey.command(List.of("valkey-server", "--save", "60 1", "--requirepass", "changeme")))
                .endsWith("valkey-server", "--save", "60 1");
        assertThat(redis.command(List.of("/start.sh"))).containsExactly("/start.sh");
        assertThat(redis.connection("redis", 6379, Map.of("REDIS_PASSWORD", "p")))
                .isEqualTo("redis://:p@redis:6379");
    }

    @Test
    void keepsABrokersDataByAFixedName() {
        assertThat(ManagedService.ofStack("rabbitmq").orElseThrow().credentials("queue", Map.of()))
                .contains(EnvBinding.literal("RABBITMQ_NODENAME", "rabbit@localhost"));
    }
}
