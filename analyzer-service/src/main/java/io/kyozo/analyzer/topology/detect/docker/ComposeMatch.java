package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the services that were found in the sources a compose file means. */
final class ComposeMatch {
    private final Folder folder;
    private final List<ServiceDraft> drafts;

    ComposeMatch(Folder folder, List<ServiceDraft> drafts) {
        this.folder = folder;
        this.drafts = drafts;
    }

    /** The draft of a service that is built; where none fits, a new one, which is added. */
    ServiceDraft draftFor(ComposeService service, String dockerfile) {
        String beside = FolderPath.parent(dockerfile);
        Optional<ServiceDraft> found = (service.context().equals(".")
                        ? Optional.<ServiceDraft>empty()
                        : at(service.context()))
                .or(() -> beside.equals(".") ? Optional.empty() : at(beside))
                .or(() -> called(service))
                .or(() -> mounted(service))
                .or(() -> at(service.context()));
        if (found.isPresent()) {
            return found.get();
        }
        String stack = DockerfileReading.stack(folder, dockerfile, service.target());
        Optional<ServiceDraft> twin = twin(service, stack);
        Optional<ServiceDraft> draft = twin.isPresent() ? twin : below(service, beside, stack);
        return draft.orElseGet(() -> added(service, stack));
    }

    private Optional<ServiceDraft> at(String place) {
        return free().filter(draft -> draft.path().equals(place)).findFirst();
    }

    private Stream<ServiceDraft> free() {
        return drafts.stream()
                .filter(draft -> !draft.isManaged() && draft.name().isEmpty());
    }

    /** One inside the build context whose folder is called as the service is. */
    private Optional<ServiceDraft> called(ComposeService service) {
        return free().filter(draft -> FolderPath.isWithin(draft.path(), service.context()))
                .filter(draft -> FolderPath.name(draft.path()).equals(service.name()))
                .min(Comparator.comparingInt(draft -> FolderPath.depth(draft.path())));
    }

    /** The one whose sources are mounted into the container. */
    private Optional<ServiceDraft> mounted(ComposeService service) {
        boolean absent = folder.under(service.context()).isEmpty();
        return free().filter(draft -> service.mounts().stream()
                        .anyMatch(mount -> mount.equals(".")
                                ? absent && draft.path().equals(".")
                                : !draft.path().equals(".") && FolderPath.isWithin(mount, draft.path())))
                .max(Comparator.comparingInt(draft -> FolderPath.depth(draft.path())));
    }

    /** A second service of sources that another service of the file is built from too. */
    private Optional<ServiceDraft> twin(ComposeService service, String stack) {
        Optional<ServiceDraft> twin = drafts.stream()
                .filter(draft -> !draft.isManaged()
                        && draft.path().equals(service.context())
                        && (draft.stack().equals(stack) || stack.equals("other")))
                .findFirst()
                .map(ServiceDraft::twin);
        twin.ifPresent(drafts::add);
        return twin;
    }

    private Optional<ServiceDraft> below(ComposeService service, String beside, String stack) {
        return service.context().equals(".")
                ? Optional.empty()
                : free().filter(draft -> draft.stack().equals(stack))
                        .filter(draft ->
                                FolderPath.isWithin(draft.path(), beside.equals(".") ? service.context() : beside)
                                        && !draft.path().equals("."))
                        .findFirst();
    }

    private ServiceDraft added(ComposeService service, String stack) {
        ServiceDraft draft = new ServiceDraft(service.context(), stack).kind(ServiceKind.API);
        Store.ofStack(stack).ifPresent(store -> draft.kind(store.kind()).defaultPort(store.port()));
        drafts.add(draft);
        return draft;
    }
}
