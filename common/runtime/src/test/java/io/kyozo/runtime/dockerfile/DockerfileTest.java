package io.kyozo.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private static final List<String> TRUST = List.of("COPY --from=trust /ca/ /ca/", "ENV CA=/ca");
    private static final List<String> LABEL = List.of("LABEL a=\"b\"");

    @Test
    void givesBackWhatItRead() {
        var text = "# syntax=docker/dockerfile:1\n\nFROM a\nRUN one \\\n  # why\n  && two\nCOPY . .\n";
        assertThat(Dockerfile.parse(text).text()).startsWith(text);
    }

    @Test
    void joinsContinuedLines() {
        var file = Dockerfile.parse("from a \\\n\n  as b\nRUN x");
        assertThat(Stage.of(file, Map.of())).containsExactly(new Stage("a", "b", false));
        assertThat(Dockerfile.parse("# escape=`\nFROM `\n a")
                        .instructions()
                        .get(1)
                        .arguments())
                .isEqualTo("a");
    }

    @Test
    void takesAHereDocumentForWhatItIs() {
        var file = Dockerfile.parse("FROM a\nRUN <<EOF\nFROM not-a-stage\nEOF\nCMD x\n");
        assertThat(Stage.of(file, Map.of())).hasSize(1);
        assertThat(file.instructions()).extracting(Instruction::keyword).contains("FROM", "RUN", "CMD");
    }

    @Test
    void putsThePreludeAfterEachStageFromAnImage() {
        var file = Dockerfile.parse(
                "FROM node:20 AS build\nRUN x\nFROM build AS more\nFROM scratch\nCOPY --from=build /a /a");
        assertThat(StagePrelude.apply(file, Map.of(), TRUST, LABEL).text()).isEqualTo("""
                        FROM node:20 AS build
                        LABEL a="b"
                        COPY --from=trust /ca/ /ca/
                        ENV CA=/ca
                        RUN x
                        FROM build AS more
                        LABEL a="b"
                        FROM scratch
                        LABEL a="b"
                        COPY --from=build /a /a
                        """);
    }

    @Test
    void labelsTheStageThatBecomesTheImage() {
        var labels = Map.of("b", "2", "a", "1:x/y");
        var file = Dockerfile.parse("FROM x AS one\nRUN 1\nFROM one AS two\nCMD 2");
        assertThat(ImageLabels.apply(file, Map.of(), "", labels).text())
                .isEqualTo("FROM x AS one\nRUN 1\nFROM one AS two\nCMD 2\nLABEL a=\"1:x/y\" b=\"2\"\n");
        var first = "FROM x AS one\nRUN 1\nLABEL a=\"1:x/y\" b=\"2\"\nFROM one AS two\nCMD 2\n";
        assertThat(ImageLabels.apply(file, Map.of(), "One", labels).text()).isEqualTo(first);
        assertThat(ImageLabels.apply(file, Map.of(), "0", labels).text()).isEqualTo(first);
        assertThat(ImageLabels.apply(file, Map.of(), "", Map.of())).isEqualTo(file);
    }

    @Test
    void startsTheImageOtherwiseThanItsFileSays() {
        var file = Dockerfile.parse("FROM x AS one\nCMD 1\nFROM one AS two\nCMD 2");
        assertThat(ImageStart.apply(file, "", List.of(), List.of())).isEqualTo(file);
        assertThat(ImageStart.apply(file, "one", List.of(), List.of("a", "b c")).text())
                .isEqualTo("FROM x AS one\nCMD 1\nCMD [\"a\", \"b c\"]\nFROM one AS two\nCMD 2\n");
    }

    @Test
    void aStatedEntryPointDropsTheFilesCommand() {
        var file = Dockerfile.parse("FROM x\nCMD 1");
        assertThat(ImageStart.apply(file, "", List.of("run"), List.of()).text())
                .isEqualTo("FROM x\nCMD 1\nENTRYPOINT [\"run\"]\nCMD []\n");
    }

    @Test
    void noArgumentCanEndItsQuotesOrItsLine() {
        var file = Dockerfile.parse("FROM x");
        assertThat(ImageStart.apply(file, "", List.of(), List.of("\"]\nRUN é\\`"))
                        .text())
                .isEqualTo("FROM x\nCMD [\"\\u0022]\\u000aRUN \\u00e9\\u005c\\u0060\"]\n");
    }

    @Test
    void putsHowAnImageStartsBeforeItsFiles() {
        var file = Dockerfile.parse(
                "FROM a AS b\nCOPY x .\nRUN make\nFROM c\nENV E=1\nWORKDIR /app\nCOPY --from=b /x ./\n# why\nUSER 1\n"
                        + "ENV F=$E\nADD y z\nENTRYPOINT [\"e\"]\nCMD [\"c\"]\nLABEL a=b");
        assertThat(SettingsFirst.apply(file).text())
                .isEqualTo("FROM a AS b\nCOPY x .\nRUN make\nFROM c\nENV E=1\nWORKDIR /app\nUSER 1\nENV F=$E\n"
                        + "ENTRYPOINT [\"e\"]\nCMD [\"c\"]\nLABEL a=b\nCOPY --from=b /x ./\n# why\nADD y z\n");
    }

    @Test
    void leavesTheOrderWhereItCouldTell() {
        for (var barrier :
                List.of("RUN a", "WORKDIR b", "VOLUME /c", "ARG D", "ONBUILD RUN e", "COPY $F g", "SHELL [\"h\"]")) {
            var text = "FROM a\nCOPY x y\nUSER 1\n" + barrier + "\nCMD c\n";
            assertThat(SettingsFirst.apply(Dockerfile.parse(text)).text()).startsWith(text);
        }
    }

    @Test
    void refusesALabelThatCouldEndItsQuotes() {
        var file = Dockerfile.parse("FROM x");
        assertThatThrownBy(() -> ImageLabels.apply(file, Map.of(), "", Map.of("a", "b\" c=\"d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't stand in a label");
    }

    @Test
    void fillsArgumentsDeclaredBeforeTheFirstStage() {
        var file = Dockerfile.parse(
                "ARG VERSION=20\nARG BASE=\"node:${VERSION}-slim\"\nFROM ${BASE}\nFROM x:${NONE:-1}\nFROM $BASE AS last");
        assertThat(Stage.of(file, Map.of()))
                .extracting(Stage::base)
                .containsExactly("node:20-slim", "x:1", "node:20-slim");
        assertThat(Stage.of(file, Map.of("VERSION", "22")).get(0).base()).isEqualTo("node:22-slim");
    }

    @Test
    void findsTheImagesThatABuildNeeds() {
        var file = Dockerfile.parse(
                "FROM --platform=linux/amd64 a:1 AS one\nFROM one AS two\nCOPY --from=0 /x /x\nCOPY --from=One /x /x\nCOPY --from=tools:2 /x /x\nFROM scratch");
        assertThat(Stage.images(file, Map.of())).containsExactly("a:1", "tools:2");
    }

    @Test
    void dropsWhatTheClassicBuilderLacks() {
        var file = Dockerfile.parse(
                "FROM --platform=$BUILDPLATFORM a\nRUN --mount=type=cache,target=/root/.npm \\\n  --mount=type=secret,id=x npm ci\nCOPY --link --chown=1 . .");
        assertThat(ClassicSyntax.of(file).text())
                .isEqualTo("FROM a\nRUN --mount=type=secret,id=x npm ci\nCOPY --chown=1 . .\n");
    }
}
