package io.kyozo.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeysTest {
    @TempDir
    private Path folder;

    private KyozoHome home;

    @BeforeEach
    void prepare() throws IOException {
        home = new KyozoHome(folder.resolve("a home"));
        home.prepare();
    }

    @Test
    void areTheSameAtEveryStart() throws IOException {
        InstallationKeys first = InstallationKeys.open(home);
        InstallationKeys second = InstallationKeys.open(home);

        assertThat(second.installation()).isEqualTo(first.installation()).matches("[0-9a-f]{12}");
        assertThat(second.team()).isEqualTo(first.team());
        assertThat(second.secretsKey()).isEqualTo(first.secretsKey());
        assertThat(second.password("kyozo_analyzer")).isEqualTo(first.password("kyozo_analyzer"));
    }

    @Test
    void giveEachRoleAPasswordOfItsOwn() throws IOException {
        InstallationKeys keys = InstallationKeys.open(home);

        assertThat(keys.password("kyozo_analyzer")).hasSize(40).isNotEqualTo(keys.password("kyozo_deployer"));
    }

    @Test
    void makeAnAesKey() throws IOException {
        assertThat(Base64.getDecoder().decode(InstallationKeys.open(home).secretsKey()))
                .hasSize(32);
    }

    @Test
    void canBeReadByTheOwnerOnly() throws IOException {
        InstallationKeys unused = InstallationKeys.open(home);

        assertThat(permissions(home.root())).isEqualTo("rwx------");
        assertThat(permissions(home.keys().resolve("installation.json"))).isEqualTo("rw-------");
    }

    @Test
    void signTokensThatThePublicKeyProves() throws IOException, GeneralSecurityException {
        InstallationKeys keys = InstallationKeys.open(home);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        String token = new AccessToken(keys, Clock.fixed(now, ZoneOffset.UTC)).issue("an\"na", Duration.ofMinutes(5));

        String[] parts = token.split("\\.");
        assertThat(text(parts[1]))
                .contains("\"iss\":\"kyozo-local\"", "\"aud\":\"kyozo\"", "\"team\":\"" + keys.team() + "\"")
                .contains("\"exp\":" + now.plusSeconds(300).getEpochSecond())
                .contains("\"sub\":\"an_na\"");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey(keys));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    private static PublicKey publicKey(InstallationKeys keys) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(keys.publicKey());
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
