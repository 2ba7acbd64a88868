package io.kyozo.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds processes by their traces in /proc; elsewhere it finds none. */
final class ProcessTraces {
    private ProcessTraces() {}

    /** Command lines of the processes that work in {@code folder}, or name it in their arguments or environment. */
    static List<String> of(String folder) {
        List<String> found = new ArrayList<>();
        Path proc = Path.of("/proc");
        if (!Files.isDirectory(proc)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                String arguments = read(process.resolve("cmdline"));
                if (!arguments.isEmpty() && isOf(process, arguments, folder)) {
                    found.add(process.getFileName() + " " + arguments);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static boolean isOf(Path process, String arguments, String folder) {
        return arguments.contains(folder)
                || read(process.resolve("environ")).contains(folder)
                || directory(process).startsWith(folder);
    }

    private static String directory(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    /** Empty where the process is gone, or another user's. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
