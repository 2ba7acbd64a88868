package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.AuthConfig;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryLoginsTest {
    @TempDir
    Path folder;

    private Optional<AuthConfig> login(String json, String image) throws IOException {
        var file = Files.writeString(folder.resolve("config.json"), json);
        return new RegistryLogins(file).of(new ImageName(image));
    }

    @Test
    void readsPairsAndTokensOfTheRegistryThatTheImageNames() throws IOException {
        var json = """
                {"auths": {
                  "one.example": {"auth": "dXNlcjpwOmFzcw=="},
                  "two.example:5000": {"username": "u", "password": "p"},
                  "three.example": {"identitytoken": "t"}}}""";
        assertThat(login(json, "one.example/a:1")).hasValueSatisfying(login -> {
            assertThat(login.getUsername()).isEqualTo("user");
            assertThat(login.getPassword()).isEqualTo("p:ass");
            assertThat(login.getRegistryAddress()).isEqualTo("one.example");
        });
        assertThat(login(json, "two.example:5000/a/b").map(AuthConfig::getPassword))
                .contains("p");
        assertThat(login(json, "three.example/a").map(AuthConfig::getIdentitytoken))
                .contains("t");
        assertThat(login(json, "four.example/a")).isEmpty();
        assertThat(login(json, "node:20")).isEmpty();
    }

    @Test
    void knowsTheUsualRegistryByItsOldName() throws IOException {
        var json = "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"dTpw\"}}}";
        assertThat(login(json, "node:20").map(AuthConfig::getUsername)).contains("u");
        assertThat(login(json, "docker.io/library/node:20").map(AuthConfig::getUsername))
                .contains("u");
    }

    @Test
    void hasNoneWithoutAFile() {
        assertThat(new RegistryLogins(null).of(new ImageName("one.example/a"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON, with canary",
                "{\"auths\": {\"one.example\": {}}}",
                "{\"auths\": {\"one.example\": {\"auth\": \"*canary*\"}}}",
                "{\"auths\": {\"one.example\": {\"auth\": \"Y2FuYXJ5\"}}}",
                "{\"auths\": {\"one.example\": {\"username\": \"canary\"}}}"
            })
    void saysWhichFileCantBeUsedAndNothingOfWhatIsInIt(String json) {
        assertThatThrownBy(() -> login(json, "one.example/a"))
                .isInstanceOf(RuntimeFailure.class)
                .message()
                .contains("config.json", "kyozo.runtime.docker.registry-logins")
                .doesNotContain("canary", "Y2FuYXJ5");
    }

    @Test
    void saysThatTheFileIsMissing() {
        var logins = new RegistryLogins(folder.resolve("missing.json"));
        assertThatThrownBy(() -> logins.of(new ImageName("one.example/a"))).hasMessageContaining("missing.json");
    }
}
