package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConsentTest {
    private static final String LOSS = "The data of shop is lost.";

    @Test
    void whereNobodyCanBeAskedNothingIsRemovedWithoutSayingSo() {
        assumeTrue(System.console() == null, "there is a terminal");
        assertThatThrownBy(() -> new Consent().ask(LOSS, "shop"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll(LOSS, "--yes");
    }

    @Test
    void whoSaysYesBeforehandIsNotAsked() {
        Consent consent = CommandLine.populateCommand(new Consent(), "--yes");
        assertThatCode(() -> consent.ask(LOSS, "shop")).doesNotThrowAnyException();
    }
}
