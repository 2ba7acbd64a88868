package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.docker.ComposeFile.RefusedKey;
import io.kyozo.analyzer.topology.detect.source.CommandPorts;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies compose files and Dockerfiles to what the detectors found: they add services, and facts about services. */
public final class ContainerFiles {
    private final Folder folder;
    private final List<ServiceDraft> drafts;
    private final List<RefusedKey> refused = new ArrayList<>();
    private final Set<String> built = new HashSet<>();
    private final ComposeWorkers workers = new ComposeWorkers();
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
        ComposeChoice.main(folder).ifPresent(this::compose);
        new LoneDockerfiles(folder, drafts, built, !composePath.isEmpty()).apply();
        new BuiltParts(folder, drafts, namesServices()).apply();
    }

    private void compose(String path) {
        ComposeFile file = ComposeFile.read(folder, path);
        composePath = file.services().isEmpty() ? "" : path;
        boolean always =
                file.services().stream().anyMatch(service -> service.profiles().isEmpty());
        Set<String> idle = file.services().stream()
                .filter(service -> !isActive(service, always))
                .map(ComposeService::name)
                .collect(Collectors.toSet());
        file.refused().stream().filter(key -> !idle.contains(key.service())).forEach(refused::add);
        for (ComposeService service : file.services()) {
            if (!isActive(service, always)) {
                continue;
            }
            if (service.isBuilt()) {
                built(path, service);
            } else if (!service.image().isEmpty()) {
                pulled(path, service);
            }
        }
        workers.judge();
    }

    /** Whether compose starts it without being told a profile; where all have one, the default profile's are meant. */
    private static boolean isActive(ComposeService service, boolean always) {
        return always ? service.profiles().isEmpty() : service.profiles().contains("default");
    }

    private void built(String path, ComposeService service) {
        String dockerfile = service.dockerfile().isEmpty()
                ? FolderPath.normalize(service.context() + "/Dockerfile")
                : service.dockerfile();
        built.add(dockerfile);
        ServiceDraft draft = new ComposeMatch(folder, drafts).draftFor(service, dockerfile);
        describe(path, service, draft);
        DockerfileReading.apply(folder, dockerfile, service.context(), service.target(), draft);
        if (draft.volumes().isEmpty()) {
            Store.ofStack(draft.stack())
                    .map(Store::volume)
                    .filter(volume -> !volume.isEmpty())
                    .ifPresent(draft.volumes()::add);
        }
        if (!service.start().isEmpty()) {
            started(service, draft);
        }
        String command = String.join(" ", service.start());
        boolean stated =
                CommandPorts.of(command).filter(port -> port.number() > 0).isPresent();
        if (stated && service.ports().isEmpty()) {
            // What the image exposes holds for the command that it would run itself.
            draft.ports().clear();
        }
        CommandPorts.apply(command, new Evidence(path, service.line(), 0.8, "states a command"), draft);
        workers.add(service, draft, stated);
    }

    /** It runs what the compose file says, not what its image says: often a worker in the image of the server. */
    private static void started(ComposeService service, ServiceDraft draft) {
        draft.start(service.start());
        ServiceSpec.Dockerfile own = draft.dockerfile();
        if (own != null) {
            draft.dockerfile(own.startedBy(service.entrypoint(), service.command()));
        }
    }

    private void pulled(String path, ComposeService service) {
        Optional<Store> store = Store.ofImage(service.image());
        if (store.isEmpty() && service.image().contains("/") && ownImage(path, service)) {
            return;
        }
        String name = OwnImages.name(service.image());
        ServiceDraft draft = new ServiceDraft(".", store.map(Store::stack).orElse(name))
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

    /** Whether the image is a published build of something in the folder, which is then built instead. */
    private boolean ownImage(String path, ComposeService service) {
        OwnImages own = new OwnImages(folder);
        Optional<ServiceDraft> source = own.source(service.image(), drafts);
        if (source.isPresent()) {
            describe(path, service, source.get());
            if (!service.start().isEmpty()) {
                started(service, source.get());
            }
            return true;
        }
        Optional<String> context = own.context(service.image());
        context.ifPresent(dir -> built(path, service.builtIn(dir)));
        return context.isPresent();
    }

    private static void describe(String path, ComposeService service, ServiceDraft draft) {
        draft.name(service.name()).shows(path, service.line(), 0.9, "is the service " + service.name());
        draft.aliases().addAll(service.hosts());
        draft.stated().putAll(service.environment());
        if (!service.health().isEmpty()) {
            draft.defaultHealth(service.health());
        }
        draft.needs().addAll(service.needs());
        draft.volumes().addAll(service.volumes());
        draft.mounts().addAll(service.mounts());
        if (!service.ports().isEmpty()) {
            // What runs in the container listens where the compose file says, whatever the sources fall back to.
            draft.ports().clear();
        }
        for (int port : service.ports()) {
            draft.ports()
                    .add(new PortFinding(
                            port, "http", "", new Evidence(path, service.line(), 0.9, "states port " + port)));
        }
    }
}
