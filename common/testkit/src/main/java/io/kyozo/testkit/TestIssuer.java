package io.kyozo.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect issuer on a loopback port: its discovery document, its keys, and tokens that it signs. Its key can be
 * changed while services run, as issuers do.
 */
public final class TestIssuer implements AutoCloseable {
    private static final int KEY_BITS = 2048;

    private final HttpServer server;
    private volatile RsaJsonWebKey key = newKey();

    /** Starts one on a free port. */
    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, keys()));
        server.start();
    }

    /** What it calls itself, and where it is found. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on signs with, and publishes, another key alone. */
    public void changeKey() {
        key = newKey();
    }

    /** The claims of a valid token of {@code team} with {@code roles}. */
    public JwtClaimsBuilder claims(UUID team, String... roles) {
        return Jwt.issuer(url())
                .audience(TestTokens.AUDIENCE)
                .subject("somebody")
                .groups(Set.of(roles))
                .claim("team", team.toString())
                .expiresIn(Duration.ofHours(1));
    }

    /** Signs with the present key. */
    public String sign(JwtClaimsBuilder claims) {
        RsaJsonWebKey present = key;
        return claims.jws().keyId(present.getKeyId()).sign(present.getPrivateKey());
    }

    private String discovery() {
        return """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "authorization_endpoint": "%1$s/authorize",
                 "token_endpoint": "%1$s/token", "response_types_supported": ["code"],
                 "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(url());
    }

    private String keys() {
        return new JsonWebKeySet(List.of(key)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(KEY_BITS);
            made.setKeyId(UUID.randomUUID().toString());
            made.setUse("sig");
            made.setAlgorithm("RS256");
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
