package io.kyozo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a sample that a test may change. */
record Project(Path folder) {
    /** Copies a sample into {@code parent}, without what tools have left in it. */
    static Project copyOf(Sample sample, Path parent) {
        Path source = KyozoCommand.repository().resolve("deploy/samples").resolve(sample.folder());
        Path target = parent.resolve(sample.folder());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                if (isMade(source.relativize(file))) {
                    continue;
                }
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Project(target);
    }

    private static boolean isMade(Path path) {
        return Stream.of("node_modules", "target", "__pycache__", ".venv")
                .anyMatch(made -> List.of(path.toString().split("/")).contains(made));
    }

    void replace(String file, String before, String after) {
        String text = read(file);
        if (!text.contains(before)) {
            throw new AssertionError(file + " does not contain '" + before + "'");
        }
        write(file, text.replace(before, after));
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
