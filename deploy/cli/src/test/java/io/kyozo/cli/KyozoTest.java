package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KyozoTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final StringWriter usage = new StringWriter();

    @Test
    void listsItsCommands() {
        assertThat(run("help")).isEqualTo(ExitCode.OK);
        assertThat(usage.toString()).contains("up", "deploy", "status", "logs", "rollback", "remove", "down", "check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deply",
                "up --prot 1",
                "up --port many",
                "deploy",
                "logs",
                "remove",
                "scale shop/web",
                "scale 3",
                "scale shop 3",
                "scale shop web many",
                "rollback shop/web",
                "rollback shop --to yesterday",
                "releases",
                "env",
                "env shop LEVEL=debug",
                "env shop/web ONE TWO",
                "logs shop web api",
                "logs shop shop/web",
                "stop",
                "start shop/ --reason x",
                "restart a/x b/y"
            })
    void endsWithTwoWhereTheUsageIsWrong(String line) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void suggestsWhatWasMeant() {
        assertThat(run("deply")).isEqualTo(ExitCode.USAGE);
        assertThat(usage.toString()).contains("deploy");
    }

    @Test
    void aCommandAloneIsTheSameAsAmongAll() {
        Terminal terminal = new Terminal(stream, stream, false);
        CommandLine all = Kyozo.commandLine(terminal);
        assertThat(all.getSubcommands()).containsKeys("deploy", "resume");
        all.getSubcommands().forEach((name, command) -> {
            CommandLine some = Kyozo.commandLine(terminal, name);
            assertThat(some.getSubcommands().get(name).getUsageMessage()).isEqualTo(command.getUsageMessage());
        });
        assertThat(Kyozo.commandLine(terminal, "deploy").getSubcommands()).containsOnlyKeys("deploy");
    }

    private int run(String... arguments) {
        CommandLine line = Kyozo.commandLine(new Terminal(stream, stream, false), arguments[0]);
        line.setOut(new PrintWriter(usage));
        line.setErr(new PrintWriter(usage));
        return line.execute(arguments);
    }
}
