package io.kyozo.runtime.process;

import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prepared working copies. Each has a folder of its own with {@code root}, the copy, and {@code image.json}, written
 * last: without it the folder is the rest of a build that ended badly. The newest of a name is that name's image; older
 * ones stay, by their id, as long as a container runs on them.
 */
final class ImageStore {
    private static final String RECORD = "image.json";

    private final Layout layout;
    private final ContainerStore containers;

    ImageStore(Layout layout, ContainerStore containers) {
        this.layout = layout;
        this.containers = containers;
    }

    Path root(String id) {
        return layout.images().resolve(Layout.checked(id)).resolve("root");
    }

    /** By name or id. */
    Optional<ImageRecord> find(String image) throws IOException {
        return all().stream()
                .filter(known -> known.name().equals(image) || known.id().equals(image))
                .findFirst();
    }

    List<ImageInfo> list(Map<String, String> labels) throws IOException {
        return all().stream()
                .map(ImageRecord::info)
                .filter(image -> image.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    /** Names the finished copy; the one that had the name before loses it. */
    void commit(ImageRecord image) throws IOException {
        for (var older : all()) {
            if (older.name().equals(image.name()) && !older.id().equals(image.id())) {
                retire(older);
            }
        }
        JsonFiles.write(layout.images().resolve(image.id()).resolve(RECORD), image);
    }

    void remove(String image) throws IOException {
        var found = find(image);
        if (found.isEmpty()) {
            return;
        }
        if (inUse(found.get().id())) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.CONFLICT, "Could not remove image " + image + ": a container was made from it");
        }
        discard(found.get().id());
    }

    /** Removes a copy, finished or not. */
    void discard(String id) throws IOException {
        var folder = layout.images().resolve(Layout.checked(id));
        Files.deleteIfExists(folder.resolve(RECORD));
        FileTrees.remove(folder);
    }

    private void retire(ImageRecord older) throws IOException {
        if (inUse(older.id())) {
            var nameless = new ImageRecord(
                    older.id(),
                    older.id(),
                    older.labels(),
                    older.workdir(),
                    older.staticRoot(),
                    older.caBundle(),
                    older.sizeBytes());
            JsonFiles.write(layout.images().resolve(older.id()).resolve(RECORD), nameless);
        } else {
            discard(older.id());
        }
    }

    private boolean inUse(String id) throws IOException {
        return containers.all().stream()
                .anyMatch(container -> container.imageId().equals(id));
    }

    private List<ImageRecord> all() throws IOException {
        var found = new ArrayList<ImageRecord>();
        if (Files.isDirectory(layout.images())) {
            try (var folders = Files.newDirectoryStream(layout.images())) {
                for (var folder : folders) {
                    JsonFiles.read(folder.resolve(RECORD), ImageRecord.class).ifPresent(found::add);
                }
            }
        }
        return found;
    }
}
