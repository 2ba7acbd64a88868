package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The stores that a devcontainer's compose file starts beside the workspace. They are hints: a service that has a driver
 * of such a store or reads its variable is meant to use it; where the workspace holds one service alone, so is that.
 */
public final class Devcontainers {
    private static final int MAX_FILES = 5;

    private static final FileFilter DEVCONTAINERS = FileFilter.named(
                    name -> name.equals("devcontainer.json") || name.equals(".devcontainer.json"))
            .where(file -> isDevcontainer(file) && !Places.isOutside(workspace(file)))
            .first(MAX_FILES);

    private final Folder folder;
    private final List<ServiceDraft> drafts;

    /** @param drafts whose sources were scanned; what they are bound to is added to them */
    public Devcontainers(Folder folder, Collection<ServiceDraft> drafts) {
        this.folder = folder;
        this.drafts = drafts.stream()
                .filter(draft -> !draft.isManaged() && draft.opposition() < 0.6)
                .toList();
    }

    public void apply() {
        folder.matching(".", DEVCONTAINERS).forEach(this::read);
    }

    private static boolean isDevcontainer(FolderFile file) {
        return file.name().equals("devcontainer.json") && isSpecial(file.dir())
                || file.name().equals(".devcontainer.json");
    }

    private static boolean isSpecial(String dir) {
        return FolderPath.name(dir).equals(".devcontainer")
                || FolderPath.name(FolderPath.parent(dir)).equals(".devcontainer");
    }

    /** The folder that the container is for. */
    private static String workspace(FolderFile file) {
        String dir = file.dir();
        while (isSpecial(dir)) {
            dir = FolderPath.parent(dir);
        }
        return dir;
    }

    private void read(FolderFile file) {
        List<ServiceDraft> inside = drafts.stream()
                .filter(draft -> FolderPath.isWithin(draft.path(), workspace(file)))
                .toList();
        JsonNode stated = DataFiles.json(folder, file.path()).path("dockerComposeFile");
        List<String> names = new ArrayList<>();
        if (stated.isTextual()) {
            names.add(stated.asText());
        }
        stated.forEach(name -> names.add(name.asText("")));
        for (String name : names.subList(0, Math.min(MAX_FILES, names.size()))) {
            String path = FolderPath.join(file.dir(), name);
            if (!name.isEmpty() && !FolderPath.escapes(path)) {
                for (ComposeService service : ComposeFile.read(folder, path).services()) {
                    Optional<Store> store = service.isBuilt() ? Optional.empty() : Store.ofImage(service.image());
                    store.ifPresent(known -> hint(known, path, service, inside));
                }
            }
        }
    }

    private static void hint(Store store, String path, ComposeService service, List<ServiceDraft> inside) {
        for (ServiceDraft draft : inside) {
            boolean speaks = draft.dependencies().keySet().stream().anyMatch(store::isDriver)
                    || draft.findings().env().keySet().stream().anyMatch(store::isVariable);
            if (speaks || inside.size() == 1) {
                draft.dependencies()
                        .putIfAbsent(
                                Store.BINDING + store.stack(),
                                new Evidence(
                                        path,
                                        service.line(),
                                        0.5,
                                        "is developed with " + store.stack() + " beside it, as " + service.name()));
            }
        }
    }
}
