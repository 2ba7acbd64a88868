package io.kyozo.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "kafka", value = "false"))
class AuthenticationIT {
    private static final UUID TEAM = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    @Test
    void knowsTheCallerFromTheToken() {
        who(TestTokens.token(TEAM, "operator"))
                .statusCode(200)
                .contentType("application/vnd.api+json")
                .body("data.attributes.team", equalTo(TEAM.toString()))
                .body("data.attributes.subject", equalTo("test-user"))
                .body("data.attributes.operator", equalTo(true));
    }

    @Test
    void higherRolesIncludeLowerOnes() {
        String admin = TestTokens.token(TEAM, "admin");
        given().auth().oauth2(admin).get("/api/v1/things").then().statusCode(200);
        given().auth().oauth2(admin).get("/api/v1/things/admin").then().statusCode(200);
        given().auth()
                .oauth2(TestTokens.token(TEAM, "operator"))
                .get("/api/v1/things/admin")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("KYZ-API-0003"));
    }

    @Test
    void refusesWhoSendsNoToken() {
        given().get("/api/v1/things/who")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .contentType("application/problem+json")
                .body("code", equalTo("KYZ-API-0002"));
    }

    @Test
    void leavesManagementPathsOpenEvenToABadToken() {
        given().auth().oauth2("garbage").get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200).body(containsString("bearer"));
    }

    @Test
    void refusesUnsignedTokens() {
        String header = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        String claims = TestTokens.token(TEAM, "admin").split("\\.")[1];
        refused(header + "." + claims + ".");
        refused(header + "." + claims);
    }

    @Test
    void refusesTheSymmetricAlgorithmWithThePublicKeyAsItsSecret() {
        byte[] secret = Base64.getDecoder().decode(TestTokens.publicKey());
        refused(TestTokens.claims(TEAM, "admin").jws().sign(new SecretKeySpec(secret, "HmacSHA256")));
        String pem = "-----BEGIN PUBLIC KEY-----\n" + TestTokens.publicKey() + "\n-----END PUBLIC KEY-----";
        refused(TestTokens.claims(TEAM, "admin")
                .jws()
                .sign(new SecretKeySpec(pem.getBytes(StandardCharsets.UTF_8), "HmacSHA256")));
    }

    @Test
    void refusesAnotherKeyEvenWhenTheTokenBringsIt() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var own = generator.generateKeyPair();
        refused(TestTokens.claims(TEAM, "admin").sign(own.getPrivate()));
        refused(TestTokens.claims(TEAM, "admin")
                .jws()
                .keyId("../../dev/null")
                .header("jku", "http://127.0.0.1:1/jwks")
                .sign(own.getPrivate()));
    }

    @Test
    void refusesExpiredForeignAndMisdirectedTokens() {
        refused(TestTokens.sign(
                TestTokens.claims(TEAM, "admin").expiresAt(Instant.now().minusSeconds(60))));
        refused(TestTokens.sign(TestTokens.claims(TEAM, "admin").audience("another")));
        refused(TestTokens.sign(TestTokens.claims(TEAM, "admin").issuer("another")));
        String valid = TestTokens.token(TEAM, "viewer");
        String admin = TestTokens.token(TEAM, "admin");
        refused(valid.split("\\.")[0] + "." + admin.split("\\.")[1] + "." + valid.split("\\.")[2]);
    }

    @Test
    void refusesTokensWithoutAProperTeam() {
        refused(TestTokens.sign(Jwt.issuer(TestTokens.ISSUER)
                        .audience(TestTokens.AUDIENCE)
                        .subject("someone")
                        .expiresIn(60)))
                .body("detail", containsString("\"team\" claim"));
        refused(TestTokens.sign(TestTokens.claims(TEAM).claim("team", "1-1-1-1-1")));
        refused(TestTokens.sign(TestTokens.claims(TEAM).claim("team", 7)));
    }

    private static ValidatableResponse refused(String token) {
        return who(token)
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("KYZ-API-0002"));
    }

    private static ValidatableResponse who(String token) {
        return given().auth().oauth2(token).get("/api/v1/things/who").then();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
