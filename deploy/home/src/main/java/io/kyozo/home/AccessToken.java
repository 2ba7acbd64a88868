package io.kyozo.home;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Bearer tokens (JWT, RS256) signed with the installation's own key, as short-lived as one call needs. */
public final class AccessToken {
    /** The issuer of all tokens of local installations. */
    public static final String ISSUER = "kyozo-local";

    /** Who the tokens are for. */
    public static final String AUDIENCE = "kyozo";

    private final InstallationKeys keys;
    private final Clock clock;

    public AccessToken(InstallationKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A token for {@code subject} with all roles in the installation's team, valid for {@code lifetime}. */
    public String issue(String subject, Duration lifetime) {
        Instant now = clock.instant();
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
        String claims = ("{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"team\":\"%s\",\"jti\":\"%s\","
                        + "\"groups\":[\"viewer\",\"operator\",\"admin\"],\"iat\":%d,\"exp\":%d}")
                .formatted(
                        ISSUER,
                        AUDIENCE,
                        subject.replaceAll("[^\\w.@-]", "_"),
                        keys.team(),
                        UUID.randomUUID(),
                        now.getEpochSecond(),
                        now.plus(lifetime).getEpochSecond());
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(sign(signed));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.privateKey());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java can't sign with RSA", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
