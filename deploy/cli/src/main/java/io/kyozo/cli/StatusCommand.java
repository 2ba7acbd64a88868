package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.api.ApiFailure;
import io.kyozo.cli.api.HealthChecks;
import io.kyozo.home.LauncherState;
import io.kyozo.home.PartState;
import io.kyozo.home.ProcessIdentity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows what runs: the parts of the installation, and what is deployed with its address and health. */
@Command(name = "status", description = "Show what runs, where, and how it fares.")
final class StatusCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        Local local = Local.ofEnvironment();
        Optional<LauncherState> running = local.running();
        if (running.isEmpty()) {
            terminal.line("Kyozo is not running. 'kyozo up' starts it, 'kyozo deploy FOLDER' does too.");
            local.lastState()
                    .map(LauncherState::reason)
                    .filter(reason -> !reason.isBlank())
                    .ifPresent(reason -> terminal.line("The last start failed: " + reason));
            return ExitCode.ENVIRONMENT;
        }
        LauncherState state = running.get();
        head(state, terminal);
        parts(state, terminal);
        if (state.status() == LauncherState.Status.READY) {
            deployed(local.api(state), terminal);
        }
        return ExitCode.OK;
    }

    private static void head(LauncherState state, Terminal terminal) {
        Duration up = Duration.between(state.startedAt(), Instant.now());
        terminal.line("Kyozo %s at %s: %s, for %s, runtime %s"
                .formatted(
                        state.version(),
                        terminal.bold(state.url()),
                        state.status().name().toLowerCase(java.util.Locale.ROOT),
                        Words.duration(up),
                        state.runtime()));
    }

    private static void parts(LauncherState state, Terminal terminal) {
        Table table = new Table("PART", "STATUS", "PORT", "PID", "MEMORY", "START", "RESTARTS");
        table.row(
                "launcher",
                "ready",
                "",
                String.valueOf(state.launcher().pid()),
                Words.bytes(ProcessMemory.resident(state.launcher().pid())),
                "",
                "");
        for (PartState part : state.parts()) {
            ProcessIdentity process = part.process();
            Duration took = part.took();
            table.row(
                    part.name(),
                    part.status().name().toLowerCase(java.util.Locale.ROOT),
                    String.valueOf(part.port()),
                    process == null ? "" : String.valueOf(process.pid()),
                    process == null ? "" : Words.bytes(ProcessMemory.residentOfTree(process.pid())),
                    took == null ? "" : "%.1f s".formatted(took.toMillis() / 1000.0),
                    part.restarts() == 0 ? "" : String.valueOf(part.restarts()));
        }
        table.lines().forEach(terminal::line);
    }

    private static void deployed(ApiClient api, Terminal terminal) throws IOException, InterruptedException {
        try {
            JsonNode services = api.get("/api/v1/services?page[size]=100").path("data");
            terminal.line("");
            if (services.isEmpty()) {
                terminal.line("Nothing is deployed. Try: kyozo deploy FOLDER");
                return;
            }
            HealthChecks checks = HealthChecks.now(api);
            Table table = new Table("SERVICE", "STATE", "HEALTH", "REPLICAS", "ADDRESS");
            for (JsonNode service : services) {
                JsonNode attributes = service.path("attributes");
                table.row(
                        DeployedService.name(attributes),
                        attributes.path("state").asText(),
                        checks.of(
                                service.path("id").asText(),
                                attributes.path("health").asText("unknown")),
                        attributes.path("replicas").asText(""),
                        attributes.path("url").asText(""));
            }
            table.lines().forEach(terminal::line);
            services.forEach(service -> advice(service.path("attributes")).ifPresent(terminal::line));
        } catch (ApiFailure notNow) {
            terminal.line("What is deployed can't be listed now: " + notNow.explain());
        }
    }

    /** What a service's replicas should be given, where that is not what they have. */
    static Optional<String> advice(JsonNode service) {
        JsonNode advice = service.path("recommendation");
        return advice.path("cpuCores").isNumber()
                ? Optional.of("%s would do with %s cores and %s a replica; it has %s and %s. %s"
                        .formatted(
                                DeployedService.name(service),
                                advice.path("cpuCores").asText(),
                                Words.bytes(advice.path("memoryBytes").asLong()),
                                advice.path("cpuCoresNow").asText(),
                                Words.bytes(advice.path("memoryBytesNow").asLong()),
                                advice.path("reason").asText()))
                : Optional.empty();
    }
}
