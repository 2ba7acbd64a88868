package io.kyozo.analyzer.topology.detect.platform;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.source.CommandPorts;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;

/**
 * What a systemd unit beside a service, or in the folders where people put units, hints at: that it is run as a service,
 * the port that its command line names, the variables that it is given.
 */
final class SystemdUnits {
    private static final List<String> PLACES =
            List.of(".", "systemd", "deploy", "deploy/systemd", "packaging", "packaging/systemd", "contrib/systemd");

    private static final int MAX_UNITS = 10;

    private SystemdUnits() {}

    static void apply(Folder folder, ServiceDraft draft) {
        PLACES.stream()
                .map(place -> FolderPath.join(draft.path(), place))
                .flatMap(dir -> folder.namesIn(dir).stream().map(name -> FolderPath.join(dir, name)))
                .filter(path -> path.endsWith(".service"))
                .limit(MAX_UNITS)
                .flatMap(path -> folder.text(path).stream())
                .forEach(unit -> read(unit, draft));
    }

    private static void read(TextFile unit, ServiceDraft draft) {
        for (int i = 0; i < unit.lines().size(); i++) {
            String line = unit.lines().get(i).strip();
            String value = line.substring(line.indexOf('=') + 1).strip();
            if (line.startsWith("ExecStart=")) {
                Evidence where = new Evidence(unit.path(), i + 1, 0.4, "starts the process of a system service");
                draft.shows(where.file(), where.line(), where.weight(), where.shows());
                CommandPorts.apply(value, where, draft);
            } else if (line.startsWith("Environment=")) {
                for (String word : Dockerfile.words(value)) {
                    int equals = word.indexOf('=');
                    if (equals > 0) {
                        draft.stated().putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
                    }
                }
            }
        }
    }
}
