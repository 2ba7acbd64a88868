package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import io.kyozo.runtime.ImageInfo;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Images that the engine has. */
final class Images {
    private final EngineConnection engine;

    Images(EngineConnection engine) {
        this.engine = engine;
    }

    Uni<Optional<ImageInfo>> find(String image) {
        return engine.call("inspect image " + image, client -> find(client, image));
    }

    Uni<List<ImageInfo>> list(Map<String, String> labels) {
        return engine.call(
                "list images",
                client -> client.listImagesCmd().withLabelFilter(labels).exec().stream()
                        .flatMap(Images::named)
                        .toList());
    }

    Uni<Void> remove(String image) {
        return engine.call("remove image " + image, client -> {
                    try {
                        client.removeImageCmd(image).exec();
                    } catch (NotFoundException gone) {
                        return false;
                    }
                    return true;
                })
                .replaceWithVoid();
    }

    static Optional<ImageInfo> find(DockerClient client, String image) {
        try {
            return Optional.of(of(image, client.inspectImageCmd(image).exec()));
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    private static ImageInfo of(String name, InspectImageResponse seen) {
        var labels = seen.getConfig() == null ? null : seen.getConfig().getLabels();
        var size = seen.getSize();
        return new ImageInfo(
                seen.getId(), name, labels == null ? Map.of() : Map.copyOf(labels), size == null ? 0 : size);
    }

    /** One for each of its names; one without names goes by its id. */
    private static Stream<ImageInfo> named(Image image) {
        var tags = image.getRepoTags();
        var labels = image.getLabels() == null ? Map.<String, String>of() : Map.copyOf(image.getLabels());
        var names = tags == null ? Stream.<String>empty() : Stream.of(tags).filter(tag -> !tag.startsWith("<none>"));
        var known = names.toList();
        return (known.isEmpty() ? Stream.of(image.getId()) : known.stream())
                .map(name -> new ImageInfo(image.getId(), name, labels, image.getSize()));
    }
}
