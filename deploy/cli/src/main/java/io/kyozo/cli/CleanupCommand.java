package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.deploy.Pace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what nobody needs: old images, what was left over, rows and logs that have served their time. */
@Command(
        name = "cleanup",
        description =
                "Remove what nobody needs. Only what carries our label and is in use nowhere; every night as well.")
final class CleanupCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Option(names = "--dry-run", description = "Only say what would go, and how much it takes.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        if (dryRun) {
            show(api.get("/api/v1/cleanup").path("data").path("attributes"), "would go", terminal);
            return ExitCode.OK;
        }
        String before = newest(api).path("id").asText();
        var unused = api.post("/api/v1/cleanup", "cleanups", ApiClient.attributes());
        Pace pace = new Pace();
        Instant limit = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(limit)) {
            JsonNode report = newest(api);
            if (!report.path("id").asText().equals(before)) {
                terminal.settle();
                show(report.path("attributes"), "went", terminal);
                return ExitCode.OK;
            }
            terminal.present("cleaning up");
            pace.await();
        }
        throw new CommandFailure(
                ExitCode.FAILED, "The clean-up has not ended within " + Words.duration(PATIENCE) + ".");
    }

    private static JsonNode newest(ApiClient api) throws IOException, InterruptedException {
        return api.get("/api/v1/cleanup/reports").path("data").path(0);
    }

    static void show(JsonNode cleanup, String verb, Terminal terminal) {
        Table table = new Table("KIND", "NAME", "WHY", "WHEN", "SIZE");
        for (JsonNode piece : cleanup.path("objects")) {
            table.row(
                    piece.path("kind").asText(),
                    piece.path("name").asText(),
                    piece.path("reason").asText(),
                    piece.path("due").asBoolean() ? "now" : "later",
                    Words.bytes(piece.path("bytes").asLong()));
        }
        if (!cleanup.path("objects").isEmpty()) {
            table.lines().forEach(terminal::line);
        }
        int failed = cleanup.path("failedCount").asInt();
        terminal.line("%d objects of yours and %d others %s: %s at most%s%s"
                .formatted(
                        cleanup.path("objects").size(),
                        cleanup.path("othersCount").asLong(),
                        verb,
                        Words.bytes(cleanup.path("bytes").asLong()),
                        beside(cleanup),
                        failed == 0 ? "" : "; " + failed + " could not be removed now"));
    }

    /** What went from the database and from builds. */
    private static String beside(JsonNode cleanup) {
        int rows = cleanup.path("rows").asInt();
        long output = cleanup.path("keptOutputBytes").asLong();
        long cache = cleanup.path("buildCacheBytes").asLong();
        return (rows == 0 ? "" : ", " + rows + " rows")
                + (output == 0 ? "" : ", " + Words.bytes(output) + " of old output")
                + (cache == 0 ? "" : ", " + Words.bytes(cache) + " of the builds' cache");
    }
}
