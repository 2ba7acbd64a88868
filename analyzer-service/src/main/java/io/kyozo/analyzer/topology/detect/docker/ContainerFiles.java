package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.detect.docker.ComposeFile.RefusedKey;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies compose files and Dockerfiles to what the detectors found: they add services, and facts about services. */
public final class ContainerFiles {
    private final Folder folder;
    private final List<ServiceDraft> drafts;
    private final List<RefusedKey> refused = new ArrayList<>();
    private final Set<String> built = new HashSet<>();
    private String composePath = "";

    /** @param drafts what was found so far; services are added to it */
    public ContainerFiles(Folder folder, List<ServiceDraft> drafts) {
        this.folder = folder;
        this.drafts = drafts;
    }

    /** Keys of compose files that are not honoured. */
    public List<RefusedKey> refused() {
        return refused;
    }

    /** Path of the compose file that was followed; empty for none. */
    public String composePath() {
        return composePath;
    }

    /** Whether a compose file names stores or several services: it is then taken to name them all. */
    public boolean namesServices() {
        long named = drafts.stream().filter(draft -> !draft.name().isEmpty()).count();
        return !composePath.isEmpty() && (named > 1 || drafts.stream().anyMatch(ServiceDraft::isManaged));
    }

    public void apply() {
        mainCompose().ifPresent(this::compose);
        for (FolderFile file : folder.files()) {
            if (file.name().equals("Dockerfile")
                    && !built.contains(file.path())
                    && Places.seldomService(file.dir()).isEmpty()) {
                alone(file);
            }
        }
    }

    /** The compose file nearest the root; files named for development only when there is no other. */
    private Optional<String> mainCompose() {
        return folder.files().stream()
                .filter(file -> ComposeFile.NAMES.contains(file.name()))
                .filter(file -> FolderPath.depth(file.dir()) <= 2
                        && Places.seldomService(file.dir()).isEmpty())
                .min(java.util.Comparator.comparingInt((FolderFile file) -> FolderPath.depth(file.dir()))
                        .thenComparing(file -> ComposeFile.NAMES.indexOf(file.name()))
                        .thenComparing(FolderFile::path))
                .map(FolderFile::path);
    }

    private void compose(String path) {
        ComposeFile file = ComposeFile.read(folder, path);
        composePath = file.services().isEmpty() ? "" : path;
        refused.addAll(file.refused());
        for (ComposeService service : file.services()) {
            if (!service.profiles().isEmpty()) {
                continue;
            }
            if (service.isBuilt()) {
                built(path, service);
            } else if (!service.image().isEmpty()) {
                pulled(path, service);
            }
        }
    }

    private void built(String path, ComposeService service) {
        String dockerfile = service.dockerfile().isEmpty()
                ? FolderPath.normalize(service.context() + "/Dockerfile")
                : service.dockerfile();
        built.add(dockerfile);
        ServiceDraft draft = draftFor(service, dockerfile);
        describe(path, service, draft);
        DockerfileReading.apply(folder, dockerfile, service.context(), service.target(), draft);
        if (!service.command().isEmpty()) {
            draft.start(service.command());
        }
    }

    private ServiceDraft draftFor(ComposeService service, String dockerfile) {
        String beside = FolderPath.parent(dockerfile);
        for (String place : List.of(service.context(), beside)) {
            Optional<ServiceDraft> there = drafts.stream()
                    .filter(draft -> draft.path().equals(place)
                            && !draft.isManaged()
                            && draft.name().isEmpty())
                    .findFirst();
            if (there.isPresent()) {
                return there.get();
            }
        }
        String stack = DockerfileReading.stack(folder, dockerfile);
        Optional<ServiceDraft> below = drafts.stream()
                .filter(draft -> draft.name().isEmpty() && draft.stack().equals(stack))
                .filter(draft -> FolderPath.isWithin(draft.path(), beside.equals(".") ? service.context() : beside)
                        && !draft.path().equals("."))
                .findFirst();
        if (below.isPresent() && !service.context().equals(".")) {
            return below.get();
        }
        ServiceDraft draft = new ServiceDraft(service.context(), stack).kind(ServiceKind.API);
        drafts.add(draft);
        return draft;
    }

    private void pulled(String path, ComposeService service) {
        Optional<Store> store = Store.ofImage(service.image());
        String bare = service.image().split("@", 2)[0];
        String tagless =
                bare.indexOf(':', bare.lastIndexOf('/') + 1) < 0 ? bare : bare.substring(0, bare.lastIndexOf(':'));
        ServiceDraft draft = new ServiceDraft(".", store.map(Store::stack).orElse(FolderPath.name(tagless)))
                .kind(store.map(Store::kind).orElse(ServiceKind.API))
                .image(service.image());
        store.ifPresent(known -> {
            draft.defaultPort(known.port());
            if (!known.volume().isEmpty() && service.volumes().isEmpty()) {
                draft.volumes().add(known.volume());
            }
        });
        describe(path, service, draft);
        drafts.add(draft);
    }

    private static void describe(String path, ComposeService service, ServiceDraft draft) {
        draft.name(service.name()).shows(path, service.line(), 0.9, "is the service " + service.name());
        draft.stated().putAll(service.environment());
        draft.needs().addAll(service.needs());
        draft.volumes().addAll(service.volumes());
        for (int port : service.ports()) {
            draft.ports()
                    .add(new PortFinding(
                            port, "http", "", new Evidence(path, service.line(), 0.9, "states port " + port)));
        }
    }

    /** A Dockerfile that no compose file names. */
    private void alone(FolderFile file) {
        Optional<ServiceDraft> beside = drafts.stream()
                .filter(draft -> draft.path().equals(file.dir()) && !draft.isManaged())
                .findFirst();
        if (beside.isPresent()) {
            if (beside.get().dockerfile() == null) {
                DockerfileReading.apply(folder, file.path(), file.dir(), "", beside.get());
            }
            return;
        }
        boolean covered = drafts.stream()
                .anyMatch(draft -> !draft.isManaged()
                        && !draft.path().equals(".")
                        && FolderPath.isWithin(file.dir(), draft.path()));
        boolean composed = !composePath.isEmpty();
        if (!covered && !composed) {
            ServiceDraft draft =
                    new ServiceDraft(file.dir(), DockerfileReading.stack(folder, file.path())).kind(ServiceKind.API);
            if (FolderPath.depth(file.dir()) > 1) {
                draft.denies(file.path(), 0, 0.6, "its Dockerfile lies deep in the folder");
            }
            DockerfileReading.apply(folder, file.path(), file.dir(), "", draft);
            drafts.add(draft);
        }
    }
}
