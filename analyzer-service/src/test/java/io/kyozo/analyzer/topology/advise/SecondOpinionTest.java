package io.kyozo.analyzer.topology.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondOpinionTest {
    private static final String CANARY = "Zq8vKx2LmN4pRt6wYb1c";

    @Test
    void noSecretOfTheFolderIsInTheQuestion() {
        String question = SecondOpinion.question(leaky(), 16_000);
        assertThat(question)
                .contains("Service app", "express", "STRIPE_SECRET_KEY")
                .doesNotContain(CANARY);
    }

    @Test
    void noSecretOfTheFolderIsInTheEvidence() {
        assertThat(leaky().services())
                .allSatisfy(service -> assertThat(service.evidence().toString()).doesNotContain(CANARY));
    }

    @Test
    void theQuestionIsNoLongerThanAllowed() {
        assertThat(SecondOpinion.question(leaky(), 40)).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_TOKEN=hunter2canary",
                "postgres://app:hunter2canary@db:5432/app",
                "run --password hunter2canary --port 80",
                "Authorization: Bearer " + CANARY + "hunter2canary9",
                "{\"key\":\"" + CANARY + "hunter2canary9\"}",
                "url=https://x.example/?sig=" + CANARY + "hunter2canary9",
                "9f86d081884c7d659a2feaa0c55ad015hunter2canary"
            })
    void whatMayBeASecretIsTakenOut(String text) {
        assertThat(Redaction.of(text)).doesNotContain("hunter2canary").contains(Redaction.MARK);
    }

    @Test
    void whatIsNoSecretStays() {
        String text =
                "Service web: WEB, node 20 express; ports [3000/http]; started by node server.js; variables [PORT]";
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void anAnswerOfTheRightShapeIsTakenAsText() {
        List<Recommendation> taken = SecondOpinion.answer(
                        leaky(), one("app", "info", "Add a cache\u001b[2J\u202e", "Because of `rm -rf /`."))
                .orElseThrow();
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).id()).isEqualTo("model.suggestion");
        assertThat(taken.get(0).title()).isEqualTo("Add a cache[2J");
        assertThat(taken.get(0).evidence().get(0).file()).isEqualTo("package.json");
    }

    @Test
    void everyOtherAnswerIsLeft() {
        TopologyDocument topology = leaky();
        String good = one("app", "info", "Title", "Detail");
        assertThat(SecondOpinion.answer(topology, good)).isPresent();
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "{}",
                "Sure! " + good,
                good + good,
                "{\"recommendations\":{}}",
                good.replace("\"info\"", "\"critical\""),
                good.replace("\"app\"", "\"other\""),
                good.replace("\"detail\"", "\"command\""),
                good.replace("\"title\"", "\"run\":\"sh\",\"title\""),
                good.replace("\"Title\"", "7"),
                one("app", "info", "x".repeat(121), "Detail"),
                one("app", "info", "Title", "x".repeat(601)),
                "{\"recommendations\":[" + "[".repeat(2_000))) {
            assertThat(SecondOpinion.answer(topology, bad)).as(bad).isEmpty();
        }
    }

    static String one(String service, String severity, String title, String detail) {
        return "{\"recommendations\":[{\"service\":\"" + service + "\",\"severity\":\"" + severity + "\",\"title\":\""
                + title.replace("\u001b", "\\u001b") + "\",\"detail\":\"" + detail + "\"}]}";
    }

    /** A folder with secrets wherever people leave them. */
    static TopologyDocument leaky() {
        return Folders.of("app")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"API_TOKEN=" + CANARY + " node i.js --secret " + CANARY + "\"},",
                        "\"dependencies\":{\"express\":\"5\",\"pg\":\"8\"}}")
                .file(".env", "STRIPE_SECRET_KEY=" + CANARY)
                .file(
                        "i.js",
                        "pay(process.env.STRIPE_SECRET_KEY || '" + CANARY + "')",
                        "connect(process.env.DATABASE_URL || 'postgres://app:" + CANARY + "@db/app')",
                        "app.listen(3000)")
                .analyze();
    }
}
