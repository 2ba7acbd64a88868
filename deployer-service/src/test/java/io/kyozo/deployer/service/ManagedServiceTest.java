package io.kyozo.deployer.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedServiceTest {
    @ParameterizedTest
    @CsvSource({"mysql, MYSQL_ROOT_PASSWORD", "mariadb, MARIADB_ROOT_PASSWORD"})
    void givesTheAdministratorAPasswordOfItsOwn(String stack, String variable) {
        var credentials = ManagedService.ofStack(stack).orElseThrow().credentials("db", Map.of());
        assertThat(credentials).contains(EnvBinding.secret(variable, "db", ManagedService.ROOT_PASSWORD));
    }

    @Test
    void takesTheNamesThatTheFolderStatesAndNeverItsPassword() {
        var credentials = ManagedService.ofStack("postgres")
                .orElseThrow()
                .credentials("db", Map.of("POSTGRES_USER", "shop", "POSTGRES_PASSWORD", "changeme"));
        assertThat(credentials)
                .containsExactly(
                        EnvBinding.literal("POSTGRES_USER", "shop"),
                        EnvBinding.secret("POSTGRES_PASSWORD", "db", ManagedService.PASSWORD),
                        EnvBinding.literal("POSTGRES_DB", "app"));
    }
}
