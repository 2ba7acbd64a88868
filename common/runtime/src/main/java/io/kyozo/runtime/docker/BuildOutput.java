package io.kyozo.runtime.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.runtime.BuildLine;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Follows the messages of a build: gives their lines, with the step they belong to, and remembers the failure and the
 * last layer before it.
 */
final class BuildOutput {
    private static final Pattern STEP = Pattern.compile("Step (\\d{1,6})/(\\d{1,6}) : .*");
    private static final Pattern LAYER = Pattern.compile(" ---> ([0-9a-f]{12,64})");
    private static final int MAX_LINE = 16 * 1024;
    private static final String NO_SPACE = "no space left on device";

    private final Consumer<BuildLine> log;
    private final StringBuilder partial = new StringBuilder();
    private int step;
    private int steps;
    private String lastLayer = "";
    private String error = "";
    private boolean complete;
    private boolean full;

    BuildOutput(Consumer<BuildLine> log) {
        this.log = log;
    }

    void accept(JsonNode message) {
        complete |=
                message.path("aux").has("ID") || message.path("stream").asText().startsWith("Successfully built");
        if (message.has("stream")) {
            text(message.path("stream").asText());
        } else if (message.has("error")) {
            error = message.path("errorDetail")
                    .path("message")
                    .asText(message.path("error").asText());
            text(error + "\n");
        } else if (message.has("status") && !message.has("progressDetail")) {
            text(message.path("status").asText() + "\n");
        }
    }

    /** Gives what has no line end yet. */
    void end() {
        if (partial.length() > 0) {
            line(partial.toString());
            partial.setLength(0);
        }
    }

    /** Short id of the last layer that was made or reused; empty where there is none. */
    String lastLayer() {
        return lastLayer;
    }

    /** Whether the engine said which image came of it. */
    boolean isComplete() {
        return complete;
    }

    /** Empty where nothing failed. A step says that the disk is full in its output only; the engine knows of its exit code. */
    String error() {
        return full && !error.isEmpty() && !mentionsSpace(error)
                ? error + ": " + NO_SPACE + ". Free disk space where the engine keeps its data, then try again."
                : error;
    }

    private static boolean mentionsSpace(String text) {
        return text.toLowerCase(Locale.ROOT).contains(NO_SPACE);
    }

    private void text(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n' || partial.length() >= MAX_LINE) {
                line(partial.toString());
                partial.setLength(0);
            }
            if (c != '\n' && c != '\r') {
                partial.append(c);
            }
        }
    }

    private void line(String line) {
        var started = STEP.matcher(line);
        if (started.matches()) {
            step = Integer.parseInt(started.group(1));
            steps = Integer.parseInt(started.group(2));
        }
        var layer = LAYER.matcher(line);
        if (layer.matches()) {
            lastLayer = layer.group(1);
        }
        full |= mentionsSpace(line);
        if (!line.isBlank()) {
            log.accept(new BuildLine(step, steps, line));
        }
    }
}
