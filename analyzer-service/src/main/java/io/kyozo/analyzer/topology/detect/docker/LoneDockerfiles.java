package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Dockerfiles that no compose file names: they tell how the service beside them is built, or are a service of their own. */
final class LoneDockerfiles {
    /** Folders that hold the Dockerfile of what lies beside them. */
    private static final Set<String> HOLDERS =
            Set.of("docker", ".docker", "build", "deploy", "deployment", "container", "package");

    private static final List<String> OTHER_PURPOSES =
            List.of("dev", "test", "ci", "debug", "dockerignore", "local", "base", "lint", "docs", "e2e", "builder");

    private static final FileFilter DOCKERFILES = FileFilter.named(name -> rank(name) >= 0)
            .where(file -> Places.seldomService(file.dir()).isEmpty());

    private final Folder folder;
    private final List<ServiceDraft> drafts;
    private final Set<String> built;
    private final boolean composed;

    /**
     * @param drafts what was found so far; services are added to it
     * @param built Dockerfiles that are spoken for
     * @param composed whether a compose file names the services, so that none is added
     */
    LoneDockerfiles(Folder folder, List<ServiceDraft> drafts, Set<String> built, boolean composed) {
        this.folder = folder;
        this.drafts = drafts;
        this.built = built;
        this.composed = composed;
    }

    void apply() {
        folder.matching(".", DOCKERFILES).stream()
                .filter(file -> !built.contains(file.path()))
                .sorted(Comparator.comparingInt((FolderFile file) -> rank(file.name()))
                        .thenComparing(FolderFile::path))
                .forEach(this::apply);
    }

    /** 0 for a Dockerfile's own name, 1 for a variant such as {@code Dockerfile.release}; negative for none. */
    private static int rank(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("dockerfile") || lower.equals("containerfile")) {
            return 0;
        }
        boolean variant =
                lower.startsWith("dockerfile.") || lower.startsWith("dockerfile-") || lower.endsWith(".dockerfile");
        return variant && OTHER_PURPOSES.stream().noneMatch(lower::contains) ? 1 : -1;
    }

    private void apply(FolderFile file) {
        Optional<ServiceDraft> served = draftAt(file.dir());
        if (served.isEmpty() && HOLDERS.contains(FolderPath.name(file.dir()))) {
            served = draftAt(FolderPath.parent(file.dir()));
        }
        if (served.isPresent()) {
            ServiceDraft root = served.get();
            served = WorkspaceMembers.builtBy(folder, file.path(), root, drafts).or(() -> Optional.of(root));
        }
        if (served.isPresent()) {
            if (served.get().dockerfile() == null) {
                String context = BuildContext.of(folder, file.path());
                DockerfileReading.apply(folder, file.path(), context, "", served.get());
            }
            return;
        }
        boolean covered = drafts.stream()
                .anyMatch(draft -> !draft.isManaged()
                        && !draft.path().equals(".")
                        && FolderPath.isWithin(file.dir(), draft.path()));
        if (!covered && !composed && rank(file.name()) == 0) {
            alone(file);
        }
    }

    private Optional<ServiceDraft> draftAt(String dir) {
        return drafts.stream()
                .filter(draft -> draft.path().equals(dir) && !draft.isManaged())
                .findFirst();
    }

    private void alone(FolderFile file) {
        String stack = DockerfileReading.stack(folder, file.path(), "");
        ServiceDraft draft = new ServiceDraft(file.dir(), stack).kind(ServiceKind.API);
        Store.ofStack(stack).ifPresent(store -> {
            draft.kind(store.kind()).defaultPort(store.port());
            if (!store.volume().isEmpty()) {
                draft.volumes().add(store.volume());
            }
        });
        if (!BaseStacks.isKnown(stack) && Store.ofStack(stack).isEmpty()) {
            draft.denies(file.path(), 1, 0.9, "it only configures " + stack + ", and nothing names it");
        }
        if (FolderPath.depth(file.dir()) > 1) {
            draft.denies(file.path(), 0, 0.6, "its Dockerfile lies deep in the folder");
        }
        DockerfileReading.apply(folder, file.path(), BuildContext.of(folder, file.path()), "", draft);
        drafts.add(draft);
    }
}
