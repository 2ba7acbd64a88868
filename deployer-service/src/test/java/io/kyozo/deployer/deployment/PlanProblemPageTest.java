package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/errors.md explains each kind of problem that a plan may have, and no other. */
class PlanProblemPageTest {
    private static final Path PAGE = Path.of("../docs/errors.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| .{20,} \\|$", Pattern.MULTILINE);

    @Test
    void everyProblemIsExplained() throws IOException {
        assertThat(ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PlanProblem.Code.values())
                        .map(PlanProblem.Code::text)
                        .toList());
    }
}
