package io.kyozo.analyzer.topology.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Run by {@code ./kyozo bench topology}: writes the predictions for a corpus into a file. */
@EnabledIfSystemProperty(named = "kyozo.bench.samples", matches = ".+")
class TopologyBenchmark {
    @Test
    void everySampleIsAnalysed() throws Exception {
        Path samples = Path.of(System.getProperty("kyozo.bench.samples"));
        Path predictions = Path.of(System.getProperty("kyozo.bench.predictions"));
        try (PrintStream out = new PrintStream(Files.newOutputStream(predictions), true, StandardCharsets.UTF_8)) {
            CorpusPredictions.write(samples, Boolean.getBoolean("kyozo.bench.blind"), out);
        }
        assertThat(predictions).isNotEmptyFile();
    }
}
