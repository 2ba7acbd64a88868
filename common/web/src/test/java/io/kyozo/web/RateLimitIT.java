package io.kyozo.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "kafka", value = "false"))
class RateLimitIT {
    @Test
    void slowsDownTheTeamThatFloodsAndNoOther() {
        String flooding = TestTokens.token(UUID.randomUUID(), "viewer");
        Response refused = null;
        for (int i = 0; i < 5000 && refused == null; i++) {
            Response response = given().auth().oauth2(flooding).get("/api/v1/things/who");
            assertThat(response.header("RateLimit-Limit")).isEqualTo("20");
            refused = response.statusCode() == 429 ? response : null;
        }
        assertThat(refused).isNotNull();
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.path("code").toString()).isEqualTo("KYZ-API-0009");
        String quiet = TestTokens.token(UUID.randomUUID(), "viewer");
        assertThat(given().auth().oauth2(quiet).get("/api/v1/things/who").statusCode())
                .isEqualTo(200);
    }
}
