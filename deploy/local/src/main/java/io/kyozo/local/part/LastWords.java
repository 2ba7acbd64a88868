package io.kyozo.local.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a person should read of the log lines, JSON or plain, of a process that failed. */
final class LastWords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SERIOUS = Set.of("ERROR", "FATAL", "SEVERE");
    private static final int LINES = 8;
    private static final int LENGTH = 300;

    private LastWords() {}

    /** The last errors; where there is none, the last lines of any kind. */
    static String of(List<String> lines) {
        List<String> errors = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            JsonNode json = parse(line);
            String text = json.isObject() ? words(json) : line;
            all.add(cut(text));
            if (!json.isObject() || SERIOUS.contains(json.path("level").asText())) {
                errors.add(cut(text));
            }
        }
        List<String> chosen = errors.isEmpty() ? all : errors;
        return String.join("\n", chosen.subList(Math.max(0, chosen.size() - LINES), chosen.size()));
    }

    private static String words(JsonNode json) {
        String message =
                json.path("level").asText() + " " + json.path("message").asText();
        JsonNode exception = json.path("exception");
        String cause = exception.path("message").asText("");
        JsonNode inner = exception.path("causedBy").path("exception");
        while (inner.isObject()) {
            cause = inner.path("message").asText(cause);
            inner = inner.path("causedBy").path("exception");
        }
        return cause.isEmpty() || message.contains(cause) ? message : message + ": " + cause;
    }

    private static JsonNode parse(String line) {
        try {
            return line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
        } catch (JsonProcessingException plain) {
            return JSON.nullNode();
        }
    }

    private static String cut(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + " …";
    }
}
