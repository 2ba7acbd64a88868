package io.kyozo.testkit;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bearer tokens that services under test accept: RS256, signed with a key made for this JVM alone. */
public final class TestTokens {
    /** Issuer of the tokens, as the launcher's own. */
    public static final String ISSUER = "kyozo-local";

    /** Audience of the tokens. */
    public static final String AUDIENCE = "kyozo";

    private static @Nullable KeyPair keys;

    private TestTokens() {}

    /** A valid token of {@code team} with {@code roles}. */
    public static String token(UUID team, String... roles) {
        return sign(claims(team, roles));
    }

    /** The claims of a valid token, to be spoilt by a test before {@link #sign}. */
    public static JwtClaimsBuilder claims(UUID team, String... roles) {
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("test-user")
                .groups(Set.of(roles))
                .claim("team", team.toString())
                .expiresIn(Duration.ofHours(1));
    }

    /** Signs with the accepted key. */
    public static String sign(JwtClaimsBuilder claims) {
        return claims.sign(privateKey());
    }

    /** The accepted public key, as {@code quarkus.oidc.public-key} takes it. */
    public static String publicKey() {
        return JvmWide.call(TestTokens.class, "encodedPublic");
    }

    /** The accepted private key. */
    public static PrivateKey privateKey() {
        byte[] encoded = Base64.getDecoder().decode(JvmWide.call(TestTokens.class, "encodedPrivate"));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called on the JVM's own copy only, see {@link JvmWide}. */
    @SuppressWarnings("unused")
    static String encodedPublic(String... none) {
        return Base64.getEncoder().encodeToString(keys().getPublic().getEncoded());
    }

    /** Called on the JVM's own copy only, see {@link JvmWide}. */
    @SuppressWarnings("unused")
    static String encodedPrivate(String... none) {
        return Base64.getEncoder().encodeToString(keys().getPrivate().getEncoded());
    }

    private static synchronized KeyPair keys() {
        if (keys == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                keys = generator.generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return keys;
    }
}
