package io.kyozo.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "kafka", value = "false"))
class ErrorsIT {
    private static final String TOKEN = TestTokens.token(UUID.randomUUID(), "operator");

    @Test
    void tellsAnExpectedFailureWithItsFields() {
        call().get("/api/v1/things/archive")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("KYZ-WSP-0001"))
                .body("type", equalTo("errors.md#kyz-wsp-0001"))
                .body("detail", equalTo("It leads outside."))
                .body("entry", equalTo("../x"));
    }

    @Test
    void speaksJsonApiToWhoAsksForIt() {
        call().accept("application/vnd.api+json")
                .get("/api/v1/things/archive")
                .then()
                .statusCode(422)
                .contentType("application/vnd.api+json")
                .body("errors", hasSize(1))
                .body("errors[0].status", equalTo("422"))
                .body("errors[0].code", equalTo("KYZ-WSP-0001"))
                .body("errors[0].meta.entry", equalTo("../x"));
    }

    @Test
    void hidesTheInsidesOfAnUnexpectedFailureButGivesItsCorrelationId() {
        call().header("X-Correlation-Id", "known-id-1234")
                .get("/api/v1/things/bug")
                .then()
                .statusCode(500)
                .header("X-Correlation-Id", equalTo("known-id-1234"))
                .body("correlationId", equalTo("known-id-1234"))
                .body("code", equalTo("KYZ-API-0010"))
                .body(not(containsString("insides")))
                .body(not(containsString("Exception")));
    }

    @Test
    void replacesACorrelationIdThatCouldForgeLogLines() {
        call().header("X-Correlation-Id", "bad id {}")
                .get("/api/v1/things/who")
                .then()
                .header("X-Correlation-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void namesEachFieldThatBreaksARule() {
        post("{\"data\":{\"type\":\"things\",\"attributes\":{\"name\":\"x\",\"size\":99}}}")
                .statusCode(400)
                .body("code", equalTo("KYZ-API-0001"))
                .body("errors.pointer", hasItem("/data/attributes/name"))
                .body("errors.pointer", hasItem("/data/attributes/size"))
                .body("errors.detail", hasItem("\"/data/attributes/size\" must be at most 9."));
        post("{}").statusCode(400).body("errors[0].pointer", equalTo("/data"));
        post("").statusCode(400).body("code", equalTo("KYZ-API-0001"));
    }

    @Test
    void saysWhereJsonBreaks() {
        post("{\"data\": nonsense}")
                .statusCode(400)
                .body("detail", containsString("line 1"))
                .body(not(containsString("com.fasterxml")));
        post("{\"data\":{\"type\":\"things\",\"attributes\":{\"name\":\"abc\",\"colour\":\"GREN\"}}}")
                .statusCode(400)
                .body("detail", containsString("Did you mean \"GREEN\"?"));
        post("{\"data\":{\"type\":\"things\",\"attributes\":{\"name\":\"abc\",\"size\":{}}}}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/data/attributes/size"))
                .body(not(containsString("io.kyozo")));
        post("{\"data\":{\"type\":\"others\",\"attributes\":{\"name\":\"abc\"}}}")
                .statusCode(409);
    }

    @Test
    void answersWhatTheFrameworkRefusesInTheSameForm() {
        problem(call().get("/api/v1/nothing").then(), 404, "KYZ-API-0004");
        problem(call().delete("/api/v1/things").then(), 405, "KYZ-API-0012");
        problem(call().accept("text/csv").get("/api/v1/things/who").then(), 406, "KYZ-API-0013");
        problem(call().contentType("text/csv").body("a").post("/api/v1/things").then(), 415, "KYZ-API-0008");
    }

    @Test
    void refusesTooMuchJsonUnread() {
        String large = "{\"x\":\"" + "x".repeat(1_100_000) + "\"}";
        problem(post(large), 413, "KYZ-API-0007");
    }

    @Test
    void pagesWithALinkToTheNext() {
        String next = call().get("/api/v1/things?page[size]=2&filter[colour]=red")
                .then()
                .statusCode(200)
                .body("data", hasSize(2))
                .extract()
                .path("links.next");
        String last = given().auth()
                .oauth2(TOKEN)
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("data", hasSize(2))
                .extract()
                .path("links.next");
        given().auth()
                .oauth2(TOKEN)
                .urlEncodingEnabled(false)
                .get(last)
                .then()
                .body("data", hasSize(1))
                .body("links.next", nullValue());
    }

    @Test
    void refusesBadPagesAndFilters() {
        call().get("/api/v1/things?page[size]=0")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("page[size]"))
                .body("detail", containsString("at least 1"));
        problem(call().get("/api/v1/things?page[after]=x").then(), 400, "KYZ-API-0001");
        call().get("/api/v1/things?filter[workspce]=x")
                .then()
                .statusCode(400)
                .body("detail", containsString("Did you mean \"workspace\"?"));
        call().get("/api/v1/things?filter[workspace]=x")
                .then()
                .statusCode(400)
                .body("detail", containsString("a UUID"));
    }

    @Test
    void saysHowLongTheDatabaseTakes() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'database' }.data.responseMillis", not(nullValue()));
        given().get("/q/metrics").then().body(containsString("service=\"web-test\""));
    }

    private static void problem(ValidatableResponse response, int status, String code) {
        response.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }

    private static RequestSpecification call() {
        return given().auth().oauth2(TOKEN);
    }

    private static ValidatableResponse post(String body) {
        return call().contentType("application/vnd.api+json")
                .body(body)
                .post("/api/v1/things")
                .then();
    }
}
