package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.cleanup.Waste;
import io.kyozo.deployer.cleanup.Waste.Kind;
import io.kyozo.deployer.cleanup.Waste.Reason;
import io.kyozo.deployer.cleanup.app.OrphanStore.Orphan;
import io.kyozo.deployer.deployment.app.ObjectStore;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.Labels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what carries our label and nobody needs; looks only, and never at what carries another label. */
@ApplicationScoped
class FindWaste {
    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final ObjectStore objects;
    private final OrphanStore orphans;
    private final ObjectLabels labels;
    private final CleanupConfig config;

    FindWaste(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            ObjectStore objects,
            OrphanStore orphans,
            ObjectLabels labels,
            CleanupConfig config) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.objects = objects;
        this.orphans = orphans;
        this.labels = labels;
        this.config = config;
    }

    /** The same waste with the sizes of volumes, which take their time to measure. */
    Uni<List<Waste>> measured(List<Waste> waste) {
        if (waste.stream().noneMatch(one -> one.kind() == Kind.VOLUME)) {
            return Uni.createFrom().item(waste);
        }
        return runtime.volumeSizes(labels.ours())
                .map(sizes -> waste.stream()
                        .map(one -> one.kind() == Kind.VOLUME ? one.taking(sizes.getOrDefault(one.name(), 0L)) : one)
                        .toList());
    }

    /** What is on the runtime, and whose. */
    private record Seen(
            Kind kind, String name, long bytes, @Nullable UUID team) {
        Orphan orphan() {
            return new Orphan(kind.name(), name);
        }
    }

    /** All waste where the images of {@code keepReleases} releases of each workspace are kept. */
    Uni<List<Waste>> find(int keepReleases) {
        // What is there is listed before what is recorded: an object is recorded before it is made, so none is missed.
        return seen().chain(seen -> accounted()
                .chain(known -> unaccounted(seen.stream()
                        .filter(one -> !known.contains(one.orphan()))
                        .toList()))
                .chain(waste -> oldImages(seen, keepReleases).map(old -> joined(waste, old))));
    }

    private Uni<List<Seen>> seen() {
        Map<String, String> ours = labels.ours();
        return Uni.combine()
                .all()
                .unis(
                        runtime.list(ours),
                        runtime.listNetworks(ours),
                        runtime.listVolumes(ours),
                        runtime.listImages(ours))
                .with((containers, networks, volumes, images) -> {
                    List<Seen> all = new ArrayList<>();
                    containers.forEach(one -> all.add(new Seen(Kind.CONTAINER, one.name(), 0, team(one.labels()))));
                    networks.forEach(name -> all.add(new Seen(Kind.NETWORK, name, 0, null)));
                    volumes.forEach(name -> all.add(new Seen(Kind.VOLUME, name, 0, null)));
                    images.stream().map(FindWaste::image).forEach(all::add);
                    return all;
                });
    }

    private static Seen image(ImageInfo image) {
        return new Seen(Kind.IMAGE, image.name(), image.sizeBytes(), team(image.labels()));
    }

    private static @Nullable UUID team(Map<String, String> labels) {
        String team = labels.get(Labels.TEAM);
        try {
            return team == null ? null : UUID.fromString(team);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private Uni<Set<Orphan>> accounted() {
        return replicas.all()
                .chain(running -> objects.all().map(made -> {
                    Set<Orphan> known = new HashSet<>();
                    made.forEach(object -> known.add(new Orphan(object.kind().name(), object.name())));
                    running.forEach(replica -> known.add(new Orphan(Kind.CONTAINER.name(), replica.containerName())));
                    return known;
                }));
    }

    private Uni<List<Waste>> unaccounted(List<Seen> unknown) {
        return orphans.seen(unknown.stream().map(Seen::orphan).toList())
                .map(ages -> unknown.stream()
                        .map(one -> new Waste(
                                one.kind(),
                                one.name(),
                                Reason.UNACCOUNTED,
                                ages.getOrDefault(one.orphan(), Duration.ZERO).compareTo(grace(one.kind())) >= 0,
                                one.bytes(),
                                one.team()))
                        .toList());
    }

    private Duration grace(Kind kind) {
        return kind == Kind.VOLUME ? config.volumeGrace() : config.orphanGrace();
    }

    private Uni<List<Waste>> oldImages(List<Seen> seen, int keepReleases) {
        Map<String, Seen> images = seen.stream()
                .filter(one -> one.kind() == Kind.IMAGE)
                .collect(Collectors.toMap(Seen::name, Function.identity(), (a, b) -> a));
        return objects.staleImages(keepReleases)
                .map(stale -> stale.stream()
                        .map(image -> {
                            Seen one = images.getOrDefault(image.name(), new Seen(Kind.IMAGE, image.name(), 0, null));
                            return new Waste(Kind.IMAGE, one.name(), Reason.OLD_RELEASE, true, one.bytes(), one.team());
                        })
                        .toList());
    }

    private static List<Waste> joined(List<Waste> first, List<Waste> second) {
        List<Waste> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
