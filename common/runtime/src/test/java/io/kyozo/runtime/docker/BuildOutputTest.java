package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.runtime.BuildLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildOutputTest {
    private final List<BuildLine> lines = new ArrayList<>();
    private final BuildOutput output = new BuildOutput(lines::add);

    @Test
    void givesWholeLinesWithTheirStep() throws Exception {
        say("Step 1/2 : FROM a\\n ---> 0123456789ab\\n");
        say("Step 2/2 : RUN x\\nhal");
        say("f\\nrest");
        output.end();
        assertThat(lines)
                .containsExactly(
                        new BuildLine(1, 2, "Step 1/2 : FROM a"),
                        new BuildLine(1, 2, " ---> 0123456789ab"),
                        new BuildLine(2, 2, "Step 2/2 : RUN x"),
                        new BuildLine(2, 2, "half"),
                        new BuildLine(2, 2, "rest"));
        assertThat(output.lastLayer()).isEqualTo("0123456789ab");
        assertThat(output.error()).isEmpty();
    }

    @Test
    void remembersTheFailure() throws Exception {
        output.accept(EngineStream.JSON.readTree(
                "{\"errorDetail\":{\"code\":1,\"message\":\"it broke\"},\"error\":\"it broke\"}"));
        assertThat(output.error()).isEqualTo("it broke");
        assertThat(lines).extracting(BuildLine::text).containsExactly("it broke");
    }

    @Test
    void saysThatAStepFailedForWantOfSpace() throws Exception {
        say("dd: error writing '/big': No space left on device\\n");
        assertThat(output.error()).isEmpty();
        output.accept(EngineStream.JSON.readTree("{\"error\":\"the command returned 1\"}"));
        assertThat(output.error()).startsWith("the command returned 1: no space left on device. Free disk space");
    }

    @Test
    void isCompleteOnlyWhenTheEngineNamesTheImage() throws Exception {
        say("Step 1/1 : FROM a\\n");
        assertThat(output.isComplete()).isFalse();
        output.accept(EngineStream.JSON.readTree("{\"aux\":{\"ID\":\"sha256:0123\"}}"));
        assertThat(output.isComplete()).isTrue();
    }

    private void say(String text) throws Exception {
        output.accept(EngineStream.JSON.readTree("{\"stream\":\"" + text + "\"}"));
    }
}
