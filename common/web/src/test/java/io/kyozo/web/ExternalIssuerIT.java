package io.kyozo.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestIssuer;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer that is found by discovery, in place of the launcher's key. */
@QuarkusTest
@TestProfile(ExternalIssuerIT.OwnApplication.class)
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "false"), @ResourceArg(name = "tokens", value = "false")})
@WithTestResource(value = ExternalIssuerIT.Issuer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class ExternalIssuerIT {
    private static final UUID TEAM = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    private TestIssuer issuer;

    @Test
    void knowsTheCallerFromTheIssuersToken() {
        who(issuer.sign(issuer.claims(TEAM, "operator")))
                .statusCode(200)
                .body("data.attributes.team", equalTo(TEAM.toString()))
                .body("data.attributes.subject", equalTo("somebody"));
    }

    @Test
    void followsTheIssuerToANewKey() {
        String before = issuer.sign(issuer.claims(TEAM, "viewer"));
        who(before).statusCode(200);
        issuer.changeKey();
        who(issuer.sign(issuer.claims(TEAM, "viewer"))).statusCode(200);
    }

    @Test
    void refusesTokensOfOthers() {
        who(TestTokens.token(TEAM, "admin")).statusCode(401).body("code", equalTo("KYZ-API-0002"));
        who(issuer.sign(issuer.claims(TEAM, "admin").issuer("another"))).statusCode(401);
        who(issuer.sign(issuer.claims(TEAM, "admin").audience("another"))).statusCode(401);
        try (TestIssuer other = new TestIssuer()) {
            who(other.sign(issuer.claims(TEAM, "admin"))).statusCode(401);
        }
    }

    private static ValidatableResponse who(String token) {
        return given().auth().oauth2(token).get("/api/v1/things/who").then();
    }

    /** An application of its own: the key is part of what is fixed at start. */
    public static class OwnApplication implements QuarkusTestProfile {}

    /** Runs the issuer beside the application. */
    public static class Issuer implements QuarkusTestResourceLifecycleManager {
        private final TestIssuer issuer = new TestIssuer();

        @Override
        public Map<String, String> start() {
            return Map.of("quarkus.oidc.auth-server-url", issuer.url(), "quarkus.oidc.token.issuer", issuer.url());
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(issuer, new TestInjector.MatchesType(TestIssuer.class));
        }

        @Override
        public void stop() {
            issuer.close();
        }
    }
}
