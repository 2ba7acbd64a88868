package io.kyozo.analyzer.topology.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The samples of a corpus: lines of {@code corpus<TAB>path<TAB>folder} in a file; or a folder, whose {@code *.jsonl}
 * files name corpus and path of folders in it, or else whose folders are the samples, the corpus being called as it is.
 */
final class CorpusSamples {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One sample. */
    record Sample(String corpus, String path, Path folder) {}

    private CorpusSamples() {}

    static List<Sample> in(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return listed(place);
        }
        List<Sample> named = named(place);
        return named.isEmpty() ? children(place) : named;
    }

    private static List<Sample> listed(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .map(line -> line.split("\t", 3))
                .map(part -> new Sample(part[0], part[1], list.toAbsolutePath().resolveSibling(part[2])))
                .toList();
    }

    private static List<Sample> named(Path place) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode sample = JSON.readTree(line);
                    String corpus = sample.path("corpus").asText();
                    String path = sample.path("path").asText();
                    Stream.of(place.resolve(corpus).resolve(path), place.resolve(path))
                            .filter(Files::isDirectory)
                            .findFirst()
                            .ifPresent(folder -> samples.add(new Sample(corpus, path, folder)));
                }
            }
        }
        return samples;
    }

    private static List<Sample> children(Path place) throws IOException {
        String corpus = String.valueOf(place.toAbsolutePath().normalize().getFileName());
        try (Stream<Path> folders = Files.list(place)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> new Sample(corpus, String.valueOf(folder.getFileName()), folder))
                    .toList();
        }
    }
}
