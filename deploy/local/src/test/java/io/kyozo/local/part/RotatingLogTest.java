package io.kyozo.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
    @TempDir
    private Path folder;

    @Test
    void neverTakesMoreThanTwiceItsLimit() throws IOException {
        Path file = folder.resolve("web.log");
        try (RotatingLog log = new RotatingLog(file, 1000)) {
            for (int i = 0; i < 500; i++) {
                log.say("line " + i);
            }
        }

        assertThat(Files.size(file)).isLessThanOrEqualTo(1000);
        assertThat(Files.size(folder.resolve("web.log.1"))).isLessThanOrEqualTo(1000);
        assertThat(Files.readString(file)).endsWith("line 499" + System.lineSeparator());
    }

    @Test
    void remembersItsLastLines() throws IOException {
        try (RotatingLog log = new RotatingLog(folder.resolve("web.log"), 1000)) {
            log.say("one");
            log.say("two");
            log.say("three");

            assertThat(log.lastLines(2)).isEqualTo(List.of("two", "three"));
        }
    }
}
