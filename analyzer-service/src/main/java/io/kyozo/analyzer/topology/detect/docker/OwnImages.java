package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells images that are published builds of the folder's own services from those of others: {@code image: shop/orders}
 * beside a service in {@code orders/} is that service, and is built from its sources.
 */
public final class OwnImages {
    /** Where a workspace keeps the Dockerfile of what it publishes. */
    private static final List<String> DOCKERFILES = List.of("Dockerfile", "docker/Dockerfile", "Dockerfile.prod");

    private final Folder folder;

    public OwnImages(Folder folder) {
        this.folder = folder;
    }

    /** The draft that the image is built from; empty where it is another's image. */
    public Optional<ServiceDraft> source(String image, Collection<ServiceDraft> drafts) {
        String name = name(image);
        Optional<ServiceDraft> found = drafts.stream()
                .filter(draft -> !draft.isManaged()
                        && draft.name().isEmpty()
                        && !draft.stack().equals("static"))
                .filter(draft -> draft.opposition() < 0.8 || WorkspaceMembers.isRoot(draft))
                .filter(draft -> likeness(name, draft) > 0)
                .max(Comparator.comparingInt((ServiceDraft draft) -> likeness(name, draft))
                        .thenComparing(draft -> -FolderPath.depth(draft.path()))
                        .thenComparing(ServiceDraft::path, Comparator.reverseOrder()));
        return found.flatMap(root -> DOCKERFILES.stream()
                .map(place -> FolderPath.join(root.path(), place))
                .flatMap(file -> WorkspaceMembers.builtBy(folder, file, root, drafts).stream())
                .findFirst()
                .or(() -> root.opposition() < 0.8 ? found : Optional.empty()));
    }

    /** A folder with a Dockerfile that the image's name ends with; empty where there is none. */
    Optional<String> context(String image) {
        String name = name(image);
        return folder.named(".", List.of("Dockerfile")).stream()
                .filter(file -> FolderPath.depth(file.dir()) == 1)
                .map(file -> file.dir())
                .filter(dir -> likeness(name, FolderPath.name(dir).toLowerCase(Locale.ROOT)) > 0 && image.contains("/"))
                .findFirst();
    }

    private int likeness(String name, ServiceDraft draft) {
        int best = 0;
        for (String alias : draft.aliases()) {
            best = Math.max(best, likeness(name, alias.toLowerCase(Locale.ROOT)));
        }
        String own = draft.path().equals(".") ? folder.name() : FolderPath.name(draft.path());
        String lower = own.toLowerCase(Locale.ROOT);
        boolean repository = draft.path().equals(".") && endsWithWord(lower, name);
        return Math.max(best, repository ? 2 : likeness(name, lower));
    }

    private static int likeness(String name, String own) {
        if (own.length() < 3 || own.equals("app") || own.equals("server") || own.equals("docker")) {
            return 0;
        }
        return name.equals(own) ? 3 : endsWithWord(name, own) ? 1 : 0;
    }

    private static boolean endsWithWord(String text, String word) {
        int before = text.length() - word.length() - 1;
        return before >= 0 && text.endsWith(word) && !Character.isLetterOrDigit(text.charAt(before));
    }

    /** The last segment without its tag, in lower case. */
    static String name(String image) {
        String bare = image.toLowerCase(Locale.ROOT).split("@", 2)[0];
        int colon = bare.indexOf(':', bare.lastIndexOf('/') + 1);
        return FolderPath.name(colon < 0 ? bare : bare.substring(0, colon));
    }
}
