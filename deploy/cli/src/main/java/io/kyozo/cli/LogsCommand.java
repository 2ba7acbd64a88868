package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a deployed service, or a part of Kyozo itself, has printed. */
@Command(name = "logs", description = "Show the log of a deployed service, or of a part of Kyozo.")
final class LogsCommand implements Callable<Integer> {
    private static final Set<String> PARTS =
            Set.of("launcher", "postgres", "gateway", "analyzer", "deployer", "monitor", "metrics");

    @Parameters(
            arity = "1..2",
            paramLabel = "SERVICE",
            description =
                    "workspace/service, workspace service, service, a part that 'status' lists; or a workspace, with"
                            + " a filter.")
    private List<String> arguments = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--tail", description = "How many lines to begin with (default: ${DEFAULT-VALUE}).")
    private int tail = 100;

    @Mixin
    private LogFilter filter = new LogFilter();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        Local local = Local.ofEnvironment();
        String service = DeployedService.joined(arguments);
        if (tail < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--tail takes a number of lines, 0 or more.");
        }
        if (PARTS.contains(service) || service.equals("kafka")) {
            boolean inLauncher = !PARTS.contains(service);
            file(local.home().log(inLauncher ? "launcher" : service), terminal);
            return ExitCode.OK;
        }
        ApiClient api = local.api();
        if (filter.isGiven()) {
            int slash = service.indexOf('/');
            String workspace = Workspaces.find(api, slash < 0 ? service : service.substring(0, slash));
            String query = filter.query(workspace, slash < 0 ? "" : service.substring(slash + 1), Instant.now());
            String kind = follow ? "live?tail=" + tail : "export?limit=" + Math.max(1, tail);
            api.lines("/api/v1/logs/" + kind + query, line -> terminal.line(LogFilter.text(line)));
            return ExitCode.OK;
        }
        DeployedService found = DeployedService.find(api, service);
        String path = "/api/v1/services/" + found.id() + "/logs?tail=" + tail + "&follow=" + follow;
        api.lines(path, line -> terminal.line(text(line)));
        return ExitCode.OK;
    }

    private static String text(JsonNode line) {
        return line.has("text") ? line.path("text").asText() : line.path("line").asText(line.asText());
    }

    private void file(Path log, Terminal terminal) throws IOException, InterruptedException {
        if (!Files.exists(log)) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "There is no log yet: " + log);
        }
        if (follow) {
            List<String> command = List.of("tail", "-n", String.valueOf(tail), "-F", log.toString());
            int ended = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (ended != 0) {
                throw new CommandFailure(ExitCode.FAILED, "Following " + log + " ended with code " + ended);
            }
            return;
        }
        List<String> lines = Files.readAllLines(log);
        lines.subList(Math.max(0, lines.size() - tail), lines.size()).forEach(terminal::line);
    }
}
