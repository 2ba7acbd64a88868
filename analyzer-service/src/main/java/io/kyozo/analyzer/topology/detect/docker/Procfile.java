package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.List;

/** The Procfile's web process is how its writer starts the service; it goes before what a detector guesses. */
public final class Procfile {
    private Procfile() {}

    public static void apply(Folder folder, ServiceDraft draft) {
        folder.text(FolderPath.join(draft.path(), "Procfile")).ifPresent(file -> apply(file, draft));
    }

    private static void apply(TextFile file, ServiceDraft draft) {
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i).strip();
            int colon = line.indexOf(':');
            String process = colon < 0 ? "" : line.substring(0, colon);
            if (process.equals("web")
                    || process.equals("worker") && draft.start().isEmpty()) {
                draft.shows(file.path(), i + 1, 0.5, "starts the process " + process);
                draft.kind(
                        process.equals("web") && draft.kind() == ServiceKind.WORKER ? ServiceKind.API : draft.kind());
                use(line.substring(colon + 1).strip(), draft);
            }
        }
    }

    private static void use(String command, ServiceDraft draft) {
        boolean plainPython = draft.stack().equals("python") && !command.startsWith("sh ");
        String host = plainPython ? "PATH=.venv/bin:$PATH; " + command : command;
        draft.start(List.of("sh", "-c", host));
        draft.plan(draft.plan().start(List.of("sh", "-c", command)));
    }
}
