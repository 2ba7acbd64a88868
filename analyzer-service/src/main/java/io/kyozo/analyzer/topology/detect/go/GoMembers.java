package io.kyozo.analyzer.topology.detect.go;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.go.GoPrograms.Program;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The services of a Go module with several programs: one for each that runs on, and the tools that lie beside them. */
final class GoMembers {
    private GoMembers() {}

    /** Whether more than one program runs on, and one of them opens a port: workers alone may as well be commands. */
    static boolean areSeveral(List<Program> programs) {
        return programs.stream().filter(Program::runs).count() > 1
                && programs.stream().anyMatch(program -> program.listens() != null);
    }

    /** The main function of the only program that opens a port; empty where none or several do. */
    static Optional<Evidence> only(List<Program> programs) {
        List<Evidence> mains = programs.stream()
                .filter(program -> program.listens() != null)
                .map(Program::main)
                .toList();
        return mains.size() == 1 ? Optional.of(mains.get(0)) : Optional.empty();
    }

    /** A draft for each program; {@code module} says what holds for all of them, and is a service only by its own main. */
    static List<ServiceDraft> of(Folder folder, ServiceDraft module, List<Program> programs) {
        List<ServiceDraft> drafts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Program program : programs) {
            if (taken.add(program.path())) {
                drafts.add(program.runs() ? service(folder, module, program) : tool(folder, module, program));
            }
        }
        if (!taken.contains(module.path())) {
            module.denies(FolderPath.join(module.path(), "go.mod"), 1, 0.9, "it is the root of a workspace");
            drafts.add(module);
        }
        return drafts;
    }

    /** The programs beside the module's only service. */
    static List<ServiceDraft> tools(Folder folder, ServiceDraft module, List<Program> programs) {
        if (only(programs).isEmpty()) {
            return List.of();
        }
        return programs.stream()
                .filter(program -> !program.runs() && !program.path().equals(module.path()))
                .map(program -> tool(folder, module, program))
                .toList();
    }

    private static ServiceDraft service(Folder folder, ServiceDraft module, Program program) {
        ServiceDraft draft = member(module, program);
        for (String name : module.dependencies().keySet()) {
            boolean used = program.imported().stream()
                    .map(imported -> imported.toLowerCase(Locale.ROOT))
                    .anyMatch(imported -> imported.equals(name) || imported.startsWith(name + "/"));
            if (used) {
                draft.dependencies().put(name, module.dependencies().get(name));
            }
        }
        boolean framed = Judge.framework(draft, GoDetector.FRAMEWORKS).isPresent();
        GoDetector.complete(folder, module.path(), program.main(), draft);
        Evidence listens = program.listens();
        if (listens != null) {
            draft.shows(listens.file(), listens.line(), listens.weight(), listens.shows());
            draft.kind(framed ? draft.kind() : ServiceKind.API);
        }
        draft.uses().addAll(module.uses());
        program.packages().stream()
                .filter(dir -> !FolderPath.isWithin(dir, program.path()))
                .forEach(draft.uses()::add);
        return draft;
    }

    private static ServiceDraft tool(Folder folder, ServiceDraft module, Program program) {
        Evidence main = program.main();
        ServiceDraft draft = member(module, program)
                .denies(main.file(), main.line(), 0.95, "it is a command-line tool: it opens no port");
        GoDetector.complete(folder, module.path(), main, draft);
        return draft;
    }

    private static ServiceDraft member(ServiceDraft module, Program program) {
        ServiceDraft draft = new ServiceDraft(program.path(), "go").version(module.version());
        if (!program.path().equals(module.path())) {
            draft.workspaceRoot(module.path());
        }
        module.evidence().forEach(item -> draft.shows(item.file(), item.line(), item.weight(), item.shows()));
        Judge.place(draft);
        return draft;
    }
}
