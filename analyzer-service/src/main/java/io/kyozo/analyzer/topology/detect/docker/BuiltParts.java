package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec.Dockerfile;
import java.util.List;
import java.util.Set;

/**
 * Finds drafts that are parts of another service: a front end that the other's Dockerfile builds in, or that lies inside
 * the other's own folder; sources that a compose file mounts into the other.
 */
final class BuiltParts {
    private final Folder folder;
    private final List<ServiceDraft> drafts;
    private final boolean complete;

    /** @param complete whether a compose file names all services: what lies inside one of them and is not named is its part */
    BuiltParts(Folder folder, List<ServiceDraft> drafts, boolean complete) {
        this.folder = folder;
        this.drafts = drafts;
        this.complete = complete;
    }

    void apply() {
        List<ServiceDraft> whole =
                drafts.stream().filter(draft -> !draft.isManaged()).toList();
        for (ServiceDraft part : whole) {
            if (!part.name().isEmpty()
                    || part.dockerfile() != null
                    || part.path().equals(".")) {
                root(part, whole);
                continue;
            }
            whole.stream()
                    .filter(other -> other != part && !other.path().equals(part.path()) && holds(other, part))
                    .findFirst()
                    .ifPresent(other ->
                            part.denies(other.path(), 0, 0.98, "it is a part of the service in " + other.path()));
        }
    }

    /** The root of a workspace starts what one of its members is, where the compose file names the member. */
    private void root(ServiceDraft root, List<ServiceDraft> whole) {
        boolean unnamed = complete && root.name().isEmpty() && root.dockerfile() == null;
        whole.stream()
                .filter(other -> unnamed && other != root && !other.name().isEmpty())
                .filter(other -> other.workspaceRoot().equals(root.path())
                        && other.stack().equals(root.stack()))
                .findFirst()
                .ifPresent(other -> root.denies(
                        other.path(),
                        0,
                        0.98,
                        "it is the root of the workspace that " + other.name() + " is a part of"));
    }

    private boolean holds(ServiceDraft other, ServiceDraft part) {
        // Asked of every pair: what takes long comes last.
        boolean mounted = !other.mounts().isEmpty()
                && other.mounts().stream()
                        .anyMatch(mount -> !mount.equals(".") && FolderPath.isWithin(part.path(), mount));
        boolean front = part.kind() == ServiceKind.STATIC
                && FolderPath.isWithin(part.path(), other.path())
                && other.kind() != ServiceKind.STATIC
                && other.opposition() < 0.5;
        boolean inner = front && !other.path().equals(".") && !other.stack().equals("node");
        return mounted && !part.stack().equals("static")
                || inner
                || complete && isUnnamed(other, part)
                || copies(other, part, front);
    }

    /** Pages inside what the image of a named service is built from, whatever builds them. */
    private static boolean isUnnamed(ServiceDraft other, ServiceDraft part) {
        Dockerfile dockerfile = other.dockerfile();
        boolean inside = FolderPath.isWithin(part.path(), other.path())
                || dockerfile != null && FolderPath.isWithin(part.path(), dockerfile.context());
        return part.kind() == ServiceKind.STATIC
                && other.kind() != ServiceKind.STATIC
                && !other.name().isEmpty()
                && inside;
    }

    private boolean copies(ServiceDraft other, ServiceDraft part, boolean front) {
        Dockerfile dockerfile = other.dockerfile();
        if (dockerfile == null || !FolderPath.isWithin(part.path(), dockerfile.context())) {
            return false;
        }
        Set<String> sources = BuildContext.sources(folder, dockerfile.path());
        boolean named = sources.stream()
                .map(source -> FolderPath.join(dockerfile.context(), source))
                .anyMatch(source -> !source.equals(".") && FolderPath.isWithin(source, part.path()));
        boolean builds = !other.stack().equals("node")
                && folder.text(dockerfile.path())
                        .filter(text -> text.contains("npm ") || text.contains("yarn ") || text.contains("pnpm "))
                        .isPresent();
        return named || front && builds;
    }
}
