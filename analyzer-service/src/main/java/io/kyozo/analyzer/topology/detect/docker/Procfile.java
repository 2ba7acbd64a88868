package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.source.CommandPorts;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Procfile's web process is how its writer starts the service; it goes before what a detector guesses. Its other
 * processes are workers beside it, except those that run once, such as {@code release}.
 */
public final class Procfile {
    private static final Set<String> ONCE = Set.of("release", "console", "postdeploy", "migrate", "rake", "shell");
    private static final int MAX_PROCESSES = 20;

    private Procfile() {}

    /** Applies the Procfile beside {@code draft}; the drafts of its workers. */
    public static List<ServiceDraft> apply(Folder folder, ServiceDraft draft) {
        return folder.text(FolderPath.join(draft.path(), "Procfile"))
                .map(file -> apply(file, draft))
                .orElse(List.of());
    }

    private static List<ServiceDraft> apply(TextFile file, ServiceDraft draft) {
        List<ServiceDraft> workers = new ArrayList<>();
        boolean served = file.lines().stream().anyMatch(line -> line.strip().startsWith("web:"));
        boolean started = false;
        for (int i = 0; i < file.lines().size() && workers.size() < MAX_PROCESSES; i++) {
            String line = file.lines().get(i).strip();
            int colon = line.indexOf(':');
            String process = colon < 0 ? "" : line.substring(0, colon);
            String command = line.substring(colon + 1).strip();
            if (!isProcess(process) || command.isEmpty()) {
                continue;
            }
            if (process.equals("web") || !served && !started && draft.start().isEmpty()) {
                started = true;
                draft.shows(file.path(), i + 1, 0.5, "starts the process " + process);
                draft.kind(
                        process.equals("web") && draft.kind() == ServiceKind.WORKER ? ServiceKind.API : draft.kind());
                if (!command.contains("heroku-php-")) {
                    use(command, draft);
                    Evidence where = new Evidence(file.path(), i + 1, 0.75, "starts " + command);
                    CommandPorts.apply(command, where, draft);
                }
            } else if (served && !command.startsWith("echo ")) {
                ServiceDraft worker = draft.twin().name(process);
                worker.stated().putAll(draft.stated());
                worker.silence();
                worker.shows(file.path(), i + 1, 0.9, "starts the process " + process);
                use(command, worker);
                workers.add(worker);
            }
        }
        return workers;
    }

    private static boolean isProcess(String name) {
        return !name.isEmpty()
                && !ONCE.contains(name)
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    private static void use(String command, ServiceDraft draft) {
        boolean plainPython = draft.stack().equals("python") && !command.startsWith("sh ");
        String host = plainPython ? "PATH=.venv/bin:$PATH; " + command : command;
        draft.start(List.of("sh", "-c", host));
        draft.plan(draft.plan().start(List.of("sh", "-c", command)));
    }
}
