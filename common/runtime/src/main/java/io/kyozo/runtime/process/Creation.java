package io.kyozo.runtime.process;

import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.process.ContainerRecord.Limits;
import io.kyozo.runtime.process.ContainerRecord.PortRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes a container: its own working copy, its ports, and last of all its record. */
final class Creation {
    /** Where images put a service's files: volumes below it are put into the working copy. */
    private static final String APP = "/app/";

    private final Layout layout;
    private final ContainerStore store;
    private final ImageStore images;
    private final ManagedServices managed;
    private final Ports ports;

    Creation(Layout layout, ContainerStore store, ImageStore images, ManagedServices managed, Ports ports) {
        this.layout = layout;
        this.store = store;
        this.images = images;
        this.managed = managed;
        this.ports = ports;
    }

    /** Answers the existing one where it has the same labels. */
    ContainerRecord create(ContainerSpec spec) throws IOException {
        var existing = store.find(spec.name());
        if (existing.isPresent()) {
            return adopt(existing.get(), spec);
        }
        var image = images.find(spec.image());
        if (image.isEmpty()) {
            managed.get(spec.image()).require();
        } else if (image.get().staticRoot().isEmpty()) {
            Tools.require(spec.command());
        }
        if (!store.claim(spec.name())) {
            // Without a record it is what a crash left of a creation.
            store.remove(spec.name());
            var unused = store.claim(spec.name());
        }
        var created = false;
        try {
            var container = record(spec, image.map(ImageRecord::id).orElse(""), folder(spec, image.orElse(null)));
            store.save(container);
            created = true;
            return container;
        } finally {
            if (!created) {
                store.remove(spec.name());
            }
        }
    }

    private static ContainerRecord adopt(ContainerRecord existing, ContainerSpec spec) {
        if (existing.labels().entrySet().containsAll(spec.labels().entrySet())) {
            return existing;
        }
        throw new RuntimeFailure(
                RuntimeFailure.Kind.CONFLICT,
                "Could not create container " + spec.name() + ": another one has this name");
    }

    private Path folder(ContainerSpec spec, @org.jspecify.annotations.Nullable ImageRecord image) throws IOException {
        var root = store.folder(spec.name()).resolve("root");
        if (image == null) {
            return Files.createDirectories(root);
        }
        FileTrees.copy(images.root(image.id()), root);
        var folder = root.resolve(image.workdir()).resolve(spec.workdir()).normalize();
        if (!folder.startsWith(root) || !Files.isDirectory(folder)) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.INVALID, "The image has no folder '" + spec.workdir() + "' to run in");
        }
        for (var mount : spec.mounts()) {
            link(mount, folder);
        }
        return folder;
    }

    /** There is no mounting without an engine: the volume is linked to where the service looks for it. */
    private void link(ContainerSpec.Mount mount, Path folder) throws IOException {
        var place = mount.path().startsWith(APP)
                ? folder.resolve(mount.path().substring(APP.length())).normalize()
                : folder;
        if (!place.equals(folder) && place.startsWith(folder)) {
            Files.createDirectories(place.getParent());
            FileTrees.remove(place);
            Files.createSymbolicLink(place, layout.volume(mount.volume()).resolve(VolumeStore.DATA));
        }
    }

    private ContainerRecord record(ContainerSpec spec, String imageId, Path folder) throws IOException {
        var reserved = new ArrayList<PortRecord>();
        for (var port : spec.ports()) {
            var chosen = imageId.isEmpty() || !port.envVar().isEmpty() ? ports.reserve(spec.name()) : port.number();
            reserved.add(new PortRecord(port.number(), port.envVar(), chosen));
        }
        var volumes = new HashMap<String, String>();
        spec.mounts().forEach(mount -> volumes.put(mount.path(), mount.volume()));
        return new ContainerRecord(
                UUID.randomUUID().toString(),
                spec.name(),
                spec.image(),
                imageId,
                Map.copyOf(spec.labels()),
                List.copyOf(spec.command()),
                folder.toString(),
                Map.copyOf(spec.env()),
                reserved,
                volumes,
                Limits.of(spec.limits()),
                spec.stopGraceSeconds());
    }
}
