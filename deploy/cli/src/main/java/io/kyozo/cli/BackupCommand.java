package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a backup of a service's data, or lists those that there are. */
@Command(name = "backup", description = "Back a service's data up, or list its backups.")
final class BackupCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..2",
            paramLabel = "SERVICE",
            description = "workspace/service, workspace service, or service where it is clear.")
    private List<String> arguments = List.of();

    @Option(names = "--list", description = "Only list the backups that there are.")
    private boolean list;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        DeployedService found = DeployedService.find(api, DeployedService.joined(arguments));
        if (list) {
            show(api.get("/api/v1/backups?page[size]=100&filter[service]=" + found.id()), terminal);
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
