package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void isPlainWhereItIsNoTerminal() {
        Terminal terminal = new Terminal(stream, stream, false);

        terminal.present("working");
        terminal.line(terminal.good("done"));
        terminal.settle();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("done" + System.lineSeparator());
    }

    @Test
    void overwritesThePresentOnATerminal() {
        Terminal terminal = new Terminal(stream, stream, true);

        terminal.present("working");
        terminal.line("done");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("working")
                .endsWith("\r\u001b[2Kdone" + System.lineSeparator());
    }

    @Test
    void alignsColumns() {
        Table table = new Table("PART", "PORT");
        table.row("postgres", "1");
        table.row("a", "20000");

        assertThat(table.lines()).containsExactly("PART      PORT", "postgres  1", "a         20000");
    }

    @Test
    void saysFiguresAsPeopleDo() {
        assertThat(Words.duration(Duration.ofSeconds(12))).isEqualTo("12 s");
        assertThat(Words.duration(Duration.ofSeconds(184))).isEqualTo("3 min 4 s");
        assertThat(Words.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Words.duration(Duration.ofHours(25))).isEqualTo("1 day");
        assertThat(Words.bytes(-1)).isEmpty();
        assertThat(Words.bytes(900)).isEqualTo("900 B");
        assertThat(Words.bytes(231_000_000)).isEqualTo("231 MB");
        assertThat(Words.bytes(1_500_000_000)).isEqualTo("1.5 GB");
    }
}
