package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a backup of a service's data, lists those that there are, or says when they are made. */
@Command(
        name = "backup",
        description = "Back a service's data up, list its backups, or say when it is backed up by itself.")
final class BackupCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..2",
            paramLabel = "SERVICE",
            description = "workspace/service, workspace service, or service where it is clear.")
    private List<String> arguments = List.of();

    @Option(names = "--list", description = "Only list the backups that there are.")
    private boolean list;

    @Option(
            names = "--schedule",
            paramLabel = "WHEN",
            description = "Only say when it is backed up by itself: '0 3 * * *' (UTC), 'every PT6H', never.")
    private @Nullable String schedule;

    @Option(names = "--keep", description = "With --schedule: how many of those are kept (default: ${DEFAULT-VALUE}).")
    private int keep = 7;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        DeployedService found = DeployedService.find(api, DeployedService.joined(arguments));
        if (list) {
            show(api.get("/api/v1/backups?page[size]=100&filter[service]=" + found.id()), terminal);
            return ExitCode.OK;
        }
        if (schedule != null) {
            var policy = ApiClient.attributes().put("schedule", schedule).put("keep", keep);
            JsonNode set = api.put("/api/v1/services/" + found.id() + "/backup-policy", "backup-policies", policy);
            terminal.line(found.name() + " is backed up: "
                    + set.at("/data/attributes/schedule").asText() + "; the last "
                    + set.at("/data/attributes/keep").asText() + " are kept.");
            return ExitCode.OK;
        }
        String id = api.post("/api/v1/services/" + found.id() + "/backups", "backups", ApiClient.attributes())
                .path("data")
                .path("id")
                .asText();
        JsonNode backup = Ending.await(api, "/api/v1/backups/" + id, "backing up " + found.name(), terminal);
        if (!backup.path("state").asText().equals("done")) {
            terminal.error("The backup failed: " + backup.path("failure").asText());
            return ExitCode.FAILED;
        }
        terminal.line("Backup " + id + " of " + found.name() + ": "
                + Words.bytes(backup.path("bytes").asLong()));
        return ExitCode.OK;
    }

    static void show(JsonNode backups, Terminal terminal) {
        Table table = new Table("BACKUP", "MADE", "KIND", "STATE", "SIZE", "BY");
        for (JsonNode backup : backups.path("data")) {
            JsonNode attributes = backup.path("attributes");
            table.row(
                    backup.path("id").asText(),
                    attributes.path("createdAt").asText(),
                    attributes.path("kind").asText(),
                    attributes.path("state").asText(),
                    Words.bytes(attributes.path("bytes").asLong()),
                    attributes.path("actor").asText());
        }
        table.lines().forEach(terminal::line);
    }
}
