package io.kyozo.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path PAGE = ROOT.resolve("docs/configuration.md");

    @Test
    void referencePageIsCurrent() throws IOException {
        String page = ConfigurationReference.of(ROOT);
        if (System.getProperty("docs.update") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md is stale: run the test with -Ddocs.update and look at the difference")
                .isEqualTo(page);
    }
}
