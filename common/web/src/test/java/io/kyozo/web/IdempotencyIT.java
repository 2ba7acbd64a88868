package io.kyozo.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "kafka", value = "false"))
class IdempotencyIT {
    private static final String TOKEN = TestTokens.token(UUID.randomUUID(), "operator");

    @BeforeEach
    void forget() {
        ThingResource.MADE.clear();
    }

    @Test
    void repeatsTheFirstAnswerWithoutDoingItAgain() {
        Response first = make(TOKEN, "key-1", "one");
        Response second = make(TOKEN, "key-1", "one");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body().asString()).isEqualTo(first.body().asString());
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .isNotNull();
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(made("one")).isOne();
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        assertThat(make(TOKEN, "key-1", "one").statusCode()).isEqualTo(201);
        Response other = make(TOKEN, "key-1", "two");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.path("code").toString()).isEqualTo("KYZ-API-0006");
        assertThat(made("two")).isZero();
    }

    @Test
    void keepsTeamsApart() {
        String other = TestTokens.token(UUID.randomUUID(), "operator");
        assertThat(make(TOKEN, "key-1", "one").statusCode()).isEqualTo(201);
        assertThat(make(other, "key-1", "two").statusCode()).isEqualTo(201);
        assertThat(made("two")).isOne();
    }

    @Test
    void letsAFailedRequestBeTriedAgain() {
        assertThat(make(TOKEN, "key-1", "bad").statusCode()).isEqualTo(409);
        assertThat(make(TOKEN, "key-1", "bad").statusCode()).isEqualTo(409);
        assertThat(made("bad")).isEqualTo(2);
        assertThat(make(TOKEN, "key-1", "x").statusCode()).isEqualTo(400);
        assertThat(make(TOKEN, "key-1", "good").statusCode()).isEqualTo(201);
    }

    @Test
    void doesConcurrentDuplicatesOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            Callable<Integer> call = () -> make(TOKEN, "key-1", "slow").statusCode();
            List<Future<Integer>> answers =
                    pool.invokeAll(Stream.generate(() -> call).limit(6).toList());
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(201, 409);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(made("slow")).isOne();
        assertThat(make(TOKEN, "key-1", "slow").statusCode()).isEqualTo(201);
        assertThat(made("slow")).isOne();
    }

    @Test
    void coversUploadsThatAreNotJson() {
        assertThat(upload("abc").statusCode()).isEqualTo(200);
        Response again = upload("abc");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<Integer>path("data.attributes")).isEqualTo(3);
        assertThat(made("upload")).isOne();
    }

    private static Response upload(String body) {
        return given().auth()
                .oauth2(TOKEN)
                .header("Idempotency-Key", "key-up")
                .contentType("application/x-tar")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/things/upload");
    }

    @Test
    void refusesAnUnusableKey() {
        assertThat(make(TOKEN, "k".repeat(256), "one").statusCode()).isEqualTo(400);
    }

    private static int made(String name) {
        var count = ThingResource.MADE.get(name);
        return count == null ? 0 : count.get();
    }

    private static Response make(String token, String key, String name) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType("application/vnd.api+json")
                .body("{\"data\":{\"type\":\"things\",\"attributes\":{\"name\":\"" + name + "\",\"size\":1}}}")
                .post("/api/v1/things");
    }
}
