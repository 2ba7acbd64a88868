package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, sets and takes back the variables of services; their values are secrets. */
@Command(
        name = "env",
        description = "Show which variables services are given, give them some, or take some back.",
        footer = {
            "kyozo env shop                       what is given, without the values, which can't be read back",
            "kyozo env shop/web STRIPE_KEY        asks for the value, or reads it from its input",
            "kyozo env shop/web LEVEL=debug       the value is in the shell's history then",
            "kyozo env shop/web --remove LEVEL",
            "The next 'kyozo deploy' tells the service. Before the first one, 'kyozo deploy --dry-run' makes it known."
        })
final class EnvCommand implements Callable<Integer> {
    private static final String RESOURCE = "/api/v1/variables";

    @Parameters(index = "0", paramLabel = "WORKSPACE[/SERVICE]", description = "Whose variables.")
    private String target = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME[=VALUE]", description = "What to set or take back.")
    private List<String> variables = List.of();

    @Option(names = "--file", description = "Give the value in a file, which NAME_FILE names, and not in NAME.")
    private boolean inFile;

    @Option(names = "--remove", description = "Take it back.")
    private boolean remove;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ActionTarget named = ActionTarget.of(List.of(target));
        check(named);
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        String workspace = Workspaces.find(api, named.workspace());
        if (variables.isEmpty()) {
            known(given(api, workspace)).lines().forEach(terminal::line);
            return ExitCode.OK;
        }
        String service = named.services().get(0);
        for (String variable : variables) {
            if (remove) {
                api.delete(RESOURCE + "/" + id(given(api, workspace), service, variable));
            } else {
                set(api, workspace, service, variable);
            }
        }
        terminal.line("The next deployment of " + named.workspace() + " tells " + service + ".");
        return ExitCode.OK;
    }

    private void check(ActionTarget named) {
        if (!variables.isEmpty() && named.services().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "Say whose: kyozo env " + named.workspace() + "/SERVICE NAME.");
        }
        boolean asks = !remove && variables.stream().anyMatch(variable -> variable.indexOf('=') < 0);
        if (asks && variables.size() > 1) {
            throw new CommandFailure(ExitCode.USAGE, "Where a value is asked for, one variable at a time, please.");
        }
    }

    private void set(ApiClient api, String workspace, String service, String variable) throws IOException {
        int equals = variable.indexOf('=');
        String name = equals < 0 ? variable : variable.substring(0, equals);
        var attributes = ApiClient.attributes()
                .put("workspaceId", workspace)
                .put("service", service)
                .put("name", name)
                .put("value", equals < 0 ? asked(name) : variable.substring(equals + 1))
                .put("inFile", inFile);
        JsonNode unused = api.put(RESOURCE, "variables", attributes);
    }

    /** The value is in no list of processes and no history of commands. */
    private static String asked(String name) throws IOException {
        Console console = System.console();
        if (console == null) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        }
        char[] typed = console.readPassword("%s: ", name);
        if (typed == null) {
            throw new CommandFailure(ExitCode.USAGE, "Nothing was set.");
        }
        return new String(typed);
    }

    private static JsonNode given(ApiClient api, String workspace) throws IOException {
        return api.get(RESOURCE + "?page[size]=100&filter[workspace]=" + workspace)
                .path("data");
    }

    static String id(JsonNode given, String service, String name) {
        for (JsonNode variable : given) {
            JsonNode attributes = variable.path("attributes");
            if (attributes.path("service").asText().equals(service)
                    && attributes.path("name").asText().equals(name)) {
                return variable.path("id").asText();
            }
        }
        throw new CommandFailure(ExitCode.FAILED, service + " is given no variable " + name + ".");
    }

    static Table known(JsonNode given) {
        Table table = new Table("SERVICE", "VARIABLE", "GIVEN", "VERSION", "SET", "BY");
        for (JsonNode variable : given) {
            JsonNode attributes = variable.path("attributes");
            table.row(
                    attributes.path("service").asText(),
                    attributes.path("name").asText(),
                    attributes.path("inFile").asBoolean() ? "in a file" : "in the environment",
                    attributes.path("version").asText(),
                    attributes.path("updatedAt").asText(),
                    attributes.path("setBy").asText());
        }
        return table;
    }
}
