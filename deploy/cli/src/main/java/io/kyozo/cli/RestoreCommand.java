package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a backup in the place of a service's data. */
@Command(name = "restore", description = "Put a backup in the place of a service's data, which is lost. Asks first.")
final class RestoreCommand implements Callable<Integer> {
    private static final String LATEST = "latest";

    @Parameters(index = "0", paramLabel = "SERVICE", description = "workspace/service, or service where it is clear.")
    private String service = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = LATEST,
            paramLabel = "BACKUP",
            description = "Its id, as 'kyozo backup --list' shows it (default: ${DEFAULT-VALUE}).")
    private String backup = LATEST;

    @Mixin
    private Consent consent = new Consent();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        DeployedService found = DeployedService.find(api, service);
        JsonNode chosen = chosen(api, found);
        String name = found.name().substring(found.name().indexOf('/') + 1);
        consent.ask(
                "This replaces the data of " + found.name() + " with the backup of "
                        + chosen.path("attributes").path("createdAt").asText()
                        + "; what was written since is lost.",
                name);
        String id = api.post(
                        "/api/v1/backups/" + chosen.path("id").asText() + "/restore",
                        "restores",
                        ApiClient.attributes().put("confirm", name))
                .path("data")
                .path("id")
                .asText();
        JsonNode restore = Ending.await(api, "/api/v1/restores/" + id, "restoring " + found.name(), terminal);
        if (!restore.path("state").asText().equals("done")) {
            terminal.error("The restore failed: " + restore.path("failure").asText());
            return ExitCode.FAILED;
        }
        terminal.line(found.name() + " holds what it held when the backup was made.");
        return ExitCode.OK;
    }

    private JsonNode chosen(ApiClient api, DeployedService found) throws IOException, InterruptedException {
        for (JsonNode one : api.get("/api/v1/backups?page[size]=100&filter[service]=" + found.id())
                .path("data")) {
            boolean whole = one.path("attributes").path("state").asText().equals("done");
            if (whole && (backup.equals(LATEST) || one.path("id").asText().equals(backup))) {
                return one;
            }
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                backup.equals(LATEST)
                        ? "There is no backup of " + found.name() + ". 'kyozo backup " + found.name() + "' makes one."
                        : "There is no whole backup " + backup + " of " + found.name()
                                + ". 'kyozo backup --list' shows what there is.");
    }
}
