package io.kyozo.analyzer.topology.detect.migration;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Migration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the migrations of services' databases: which tool, where, how they are run, and whether the service is seen to
 * run them itself. A package alone shows none; there must be files.
 */
public final class Migrations {
    private final Folder folder;
    private final MigrationFiles files;

    private Migrations(Folder folder, MigrationFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * The migrations of the deployable services, in the order of {@code specs}; processes of the same sources share them,
     * and the first has them.
     *
     * @param drafts what the services were made from
     * @param specs all services
     */
    public static List<Migration> of(Folder folder, Collection<ServiceDraft> drafts, List<ServiceSpec> specs) {
        Map<String, ServiceDraft> byPath = new LinkedHashMap<>();
        for (ServiceSpec spec : specs) {
            if (spec.deployable() && spec.image() == null) {
                drafts.stream()
                        .filter(draft -> draft.name().equals(spec.name()))
                        .forEach(draft ->
                                byPath.merge(draft.path(), draft, (known, other) -> known.isSilent() ? other : known));
            }
        }
        if (byPath.isEmpty()) {
            return List.of();
        }
        Migrations migrations = new Migrations(folder, MigrationFiles.of(folder, drafts, byPath.values()));
        return byPath.values().stream()
                .flatMap(draft -> migrations.of(draft).stream())
                .toList();
    }

    private List<Migration> of(ServiceDraft draft) {
        Map<String, Migration> found = new LinkedHashMap<>();
        if (!files.isEmpty(draft)) {
            for (MigrationTool tool : MigrationTool.ALL) {
                if (!found.containsKey(tool.name()) && tool.suits(draft)) {
                    files.find(draft, tool).ifPresent(place -> found.put(tool.name(), migration(draft, tool, place)));
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    private Migration migration(ServiceDraft draft, MigrationTool tool, MigrationFiles.Place place) {
        List<Evidence> evidence = new ArrayList<>(place.evidence());
        tool.dependency(draft).ifPresent(evidence::add);
        evidence.sort(Comparator.comparingDouble(Evidence::weight).reversed());
        boolean atStart = StartTexts.of(folder, draft).stream()
                        .anyMatch(text -> tool.started().stream().anyMatch(text::contains))
                || FrameworkStart.migrates(folder, draft, tool);
        return new Migration(
                draft.name(),
                tool.name(),
                place.dir(),
                files.command(draft, tool, place),
                atStart,
                List.copyOf(evidence));
    }
}
