package io.kyozo.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the launcher is started.
 *
 * @param repository root of the source tree, which holds the built services
 * @param host address that the gateway listens on
 * @param port the gateway's port
 * @param runtime {@code auto}, {@code docker} or {@code process}
 * @param sweep whether only to end and remove what an earlier launcher left
 * @param purge whether a sweep, or the end, removes the volumes of deployed services too
 */
public record LauncherOptions(Path repository, String host, int port, String runtime, boolean sweep, boolean purge) {
    /** The port of the gateway where none is named. */
    public static final int DEFAULT_PORT = 8080;

    /** Reads {@code --name=value} arguments, which the command line writes. */
    static LauncherOptions parse(List<String> arguments) {
        Map<String, String> named = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--")) {
                throw new LaunchFailure("The launcher does not understand " + argument);
            }
            named.put(
                    argument.substring(2, equals < 0 ? argument.length() : equals),
                    equals < 0 ? "true" : argument.substring(equals + 1));
        }
        return new LauncherOptions(
                Path.of(named.getOrDefault("repository", ".")).toAbsolutePath().normalize(),
                named.getOrDefault("host", "127.0.0.1"),
                Integer.parseInt(named.getOrDefault("port", String.valueOf(DEFAULT_PORT))),
                named.getOrDefault("runtime", "auto"),
                named.containsKey("sweep"),
                named.containsKey("purge"));
    }

    LauncherOptions withRuntime(String decided) {
        return new LauncherOptions(repository, host, port, decided, sweep, purge);
    }

    /** The address that people use. */
    String publicUrl() {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("127.0.0.1");
        return "http://" + (everywhere ? "localhost" : host) + (port == 80 ? "" : ":" + port);
    }
}
