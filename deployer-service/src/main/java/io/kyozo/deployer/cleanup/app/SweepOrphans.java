package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.cleanup.app.OrphanStore.Orphan;
import io.kyozo.deployer.deployment.app.ObjectStore;
import io.kyozo.deployer.deployment.app.ObjectStore.Kind;
import io.kyozo.deployer.deployment.app.ObjectStore.RuntimeObject;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Removes what carries our label and is in no account, after a grace period; nothing else is ever touched. */
@ApplicationScoped
class SweepOrphans {
    private static final Logger LOG = Logger.getLogger(SweepOrphans.class);
    private static final String CONTAINER = "CONTAINER";

    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final ObjectStore objects;
    private final OrphanStore orphans;
    private final ObjectLabels labels;
    private final CleanupConfig config;

    SweepOrphans(
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

    /** How many objects were removed. */
    Uni<Integer> sweep() {
        // What is there is listed before what is recorded: an object is recorded before it is made, so none is missed.
        return seen().chain(seen -> accounted().map(known -> without(seen, known)))
                .chain(unknown -> orphans.overdue(unknown, config.orphanGrace()))
                .call(overdue -> each(overdue, this::remove))
                .call(() -> objects.staleImages(config.keepReleases()).chain(stale -> each(stale, this::removeStale)))
                .map(List::size);
    }

    private Uni<List<Orphan>> seen() {
        Map<String, String> ours = labels.ours();
        return Uni.combine()
                .all()
                .unis(
                        runtime.list(ours)
                                .map(all -> orphans(
                                        CONTAINER,
                                        all.stream().map(ContainerInfo::name).toList())),
                        runtime.listNetworks(ours).map(all -> orphans(Kind.NETWORK.name(), all)),
                        runtime.listVolumes(ours).map(all -> orphans(Kind.VOLUME.name(), all)),
                        runtime.listImages(ours)
                                .map(all -> orphans(
                                        Kind.IMAGE.name(),
                                        all.stream().map(ImageInfo::name).toList())))
                .with((containers, networks, volumes, images) -> {
                    List<Orphan> all = new ArrayList<>(containers);
                    all.addAll(networks);
                    all.addAll(volumes);
                    all.addAll(images);
                    return all;
                });
    }

    private static List<Orphan> orphans(String kind, Collection<String> names) {
        return names.stream().map(name -> new Orphan(kind, name)).toList();
    }

    private Uni<Set<Orphan>> accounted() {
        return replicas.all()
                .chain(running -> objects.all().map(made -> {
                    Set<Orphan> known = made.stream()
                            .map(object -> new Orphan(object.kind().name(), object.name()))
                            .collect(Collectors.toSet());
                    running.stream()
                            .map(Replica::containerName)
                            .map(name -> new Orphan(CONTAINER, name))
                            .forEach(known::add);
                    return known;
                }));
    }

    private static List<Orphan> without(List<Orphan> seen, Set<Orphan> known) {
        return seen.stream().filter(orphan -> !known.contains(orphan)).toList();
    }

    private Uni<Void> remove(Orphan orphan) {
        LOG.infof("removing %s %s: nothing accounts for it", orphan.kind().toLowerCase(Locale.ROOT), orphan.name());
        return orphan.kind().equals(CONTAINER)
                ? tolerant(runtime.remove(orphan.name()))
                : tolerant(remove(Kind.valueOf(orphan.kind()), orphan.name()));
    }

    private Uni<Void> removeStale(RuntimeObject image) {
        return runtime.removeImage(image.name())
                .chain(() -> objects.forget(image.kind(), image.name()))
                .onFailure(RuntimeFailure.class)
                .recoverWithNull();
    }

    private Uni<Void> remove(Kind kind, String name) {
        return switch (kind) {
            case NETWORK -> runtime.removeNetwork(name);
            case VOLUME -> runtime.removeVolume(name);
            case IMAGE -> runtime.removeImage(name);
        };
    }

    /** One that can't be removed now must not keep the others: it is tried again next time. */
    private static Uni<Void> tolerant(Uni<Void> removal) {
        return removal.onFailure(RuntimeFailure.class)
                .invoke(failure -> LOG.warnf("not removed: %s", failure.getMessage()))
                .onFailure(RuntimeFailure.class)
                .recoverWithNull();
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last();
    }
}
