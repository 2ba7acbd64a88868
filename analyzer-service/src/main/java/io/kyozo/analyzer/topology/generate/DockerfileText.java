package io.kyozo.analyzer.topology.generate;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a Dockerfile that the classic builder understands. */
final class DockerfileText {
    private final List<String> lines = new ArrayList<>();

    @CanIgnoreReturnValue
    DockerfileText from(String image) {
        return from(image, "");
    }

    @CanIgnoreReturnValue
    DockerfileText from(String image, String stage) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add("FROM " + image + (stage.isEmpty() ? "" : " AS " + stage));
        return this;
    }

    @CanIgnoreReturnValue
    DockerfileText workdir(String dir) {
        return line("WORKDIR " + dir);
    }

    @CanIgnoreReturnValue
    DockerfileText copy(String from, String to) {
        return line("COPY " + from + " " + to);
    }

    /** Files that decide the dependencies, in a layer of their own. */
    @CanIgnoreReturnValue
    DockerfileText copyAll(List<String> files, String to) {
        return files.isEmpty() ? this : line("COPY " + String.join(" ", files) + " " + to);
    }

    @CanIgnoreReturnValue
    DockerfileText run(List<String> commands) {
        return commands.isEmpty() ? this : line("RUN " + String.join(" \\\n    && ", commands));
    }

    @CanIgnoreReturnValue
    DockerfileText env(Map<String, String> variables) {
        if (variables.isEmpty()) {
            return this;
        }
        return line("ENV "
                + variables.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                        .collect(Collectors.joining(" \\\n    ")));
    }

    @CanIgnoreReturnValue
    DockerfileText user(String user) {
        return line("USER " + user);
    }

    @CanIgnoreReturnValue
    DockerfileText expose(int port) {
        return port == 0 ? this : line("EXPOSE " + port);
    }

    @CanIgnoreReturnValue
    DockerfileText cmd(List<String> argv) {
        return line("CMD " + json(argv));
    }

    @CanIgnoreReturnValue
    DockerfileText healthcheck(List<String> argv) {
        return argv.isEmpty()
                ? this
                : line("HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\\n    CMD "
                        + json(argv));
    }

    @CanIgnoreReturnValue
    DockerfileText line(String line) {
        lines.add(line);
        return this;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String value) {
        boolean plain = !value.isEmpty()
                && value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-./:".indexOf(c) >= 0);
        return plain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static String json(List<String> argv) {
        return argv.stream()
                .map(word ->
                        "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
