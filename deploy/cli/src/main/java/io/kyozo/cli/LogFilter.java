package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which lines of a workspace's logs are wanted; with any of these, deployments and replicas that are gone are searched too. */
final class LogFilter {
    @Option(names = "--level", paramLabel = "LEVEL", description = "As grave as debug, info, warn or error, or graver.")
    private String level = "";

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            description = "Only output (what services print), build, start, verify ...")
    private String event = "";

    @Option(names = "--grep", paramLabel = "TEXT", description = "Only lines that hold this text, in any case.")
    private String text = "";

    @Option(names = "--since", paramLabel = "TIME", description = "Not before: 90s, 10m, 2h, 3d ago, or a time in UTC.")
    private String since = "";

    @Option(names = "--until", paramLabel = "TIME", description = "Before: 90s, 10m, 2h, 3d ago, or a time in UTC.")
    private String until = "";

    boolean isGiven() {
        return !(level + event + text + since + until).isEmpty();
    }

    /** The rest of a query; {@code service} is empty for all. */
    String query(String workspace, String service, Instant now) {
        return parameter("workspace", workspace)
                + parameter("service", service)
                + parameter("event", event)
                + parameter("level", level)
                + parameter("text", text)
                + parameter("from", since.isEmpty() ? "" : time("--since", since, now))
                + parameter("to", until.isEmpty() ? "" : time("--until", until, now));
    }

    /** A found line as a person reads it. */
    static String text(JsonNode line) {
        String at = line.path("at").asText();
        String service = line.path("service").asText();
        return "%s %-5s %s%s | %s"
                .formatted(
                        at.length() > 19 ? at.substring(0, 19) : at,
                        line.path("level").asText(),
                        service.isEmpty() ? "" : service + " ",
                        line.path("event").asText(),
                        line.path("text").asText());
    }

    static String time(String option, String text, Instant now) {
        try {
            if (text.matches("[0-9]{1,9}[smhd]")) {
                String iso = text.endsWith("d") ? "P" + text : "PT" + text;
                return now.minus(Duration.parse(iso.toUpperCase(Locale.ROOT))).toString();
            }
            return Instant.parse(text).toString();
        } catch (DateTimeParseException wrong) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + " takes 90s, 10m, 2h, 3d, or a time such as 2026-01-31T12:00:00Z.");
        }
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&filter[" + name + "]=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
