package io.kyozo.analyzer.topology.detect.migration;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.parse.Table;
import io.kyozo.analyzer.topology.walk.Glob;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tool that migrates databases, and by what its use is known.
 *
 * @param name as its writers call it
 * @param packages of which the service depends on one, in lower case, {@code *} for any ending; empty for none needed
 * @param stacks of services that use it; empty for any
 * @param places of its migrations or configuration, seen from the root
 * @param above whether each migration is a folder, and the migrations lie above it
 * @param sign what its migrations hold and others' do not; empty where their place is enough
 * @param config place of the configuration that its command names; empty for none
 * @param command with places to fill in
 * @param started what is found in the commands of services that run it when they start
 * @param frameworks that run it when they start, unless they are told not to
 */
record MigrationTool(
        String name,
        List<String> packages,
        List<String> stacks,
        List<Glob> places,
        boolean above,
        String sign,
        Optional<Glob> config,
        List<String> command,
        List<String> started,
        List<String> frameworks) {
    /** The first that is found counts: what knows more of a service goes before what knows less. */
    static final List<MigrationTool> ALL =
            Table.read(MigrationToolTable.TEXT).stream().map(MigrationTool::of).toList();

    private static MigrationTool of(Table.Row row) {
        return new MigrationTool(
                row.cells().get(0),
                row.words("packages"),
                row.words("stacks"),
                row.words("files").stream().map(MigrationTool::glob).toList(),
                !row.text("above").isEmpty(),
                row.text("sign"),
                row.words("config").stream().map(MigrationTool::glob).findFirst(),
                row.words("command"),
                row.phrases("started"),
                row.words("frameworks"));
    }

    private static Glob glob(String pattern) {
        return Objects.requireNonNull(Glob.compile(pattern), pattern);
    }

    /** Where the service depends on it; empty where it does not. */
    Optional<Evidence> dependency(ServiceDraft draft) {
        return draft.dependencies().entrySet().stream()
                .filter(entry -> packages.stream().anyMatch(known -> isCalled(known, entry.getKey())))
                .map(entry -> new Evidence(
                        entry.getValue().file(), entry.getValue().line(), 0.6, "depends on " + entry.getKey()))
                .findFirst();
    }

    private static boolean isCalled(String known, String dependency) {
        return known.endsWith("*")
                ? dependency.startsWith(known.substring(0, known.length() - 1))
                : dependency.equals(known);
    }

    /** Whether a service of this kind may use it. */
    boolean suits(ServiceDraft draft) {
        boolean stacked = stacks.isEmpty() || stacks.contains(draft.stack());
        return stacked && (packages.isEmpty() || dependency(draft).isPresent());
    }
}
