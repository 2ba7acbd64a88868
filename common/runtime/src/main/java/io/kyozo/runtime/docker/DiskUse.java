package io.kyozo.runtime.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient;
import io.kyozo.runtime.Labels;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What volumes and the cache of builds take on the engine's disk, as it measures it ({@code GET /system/df}). */
final class DiskUse {
    private static final Logger LOG = Logger.getLogger(DiskUse.class);
    /** It looks at every file. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final EngineConnection engine;
    private final Leftovers leftovers;

    DiskUse(EngineConnection engine, Leftovers leftovers) {
        this.engine = engine;
        this.leftovers = leftovers;
    }

    Uni<Map<String, Long>> volumes(Map<String, String> labels) {
        return measured("measure volumes").map(use -> {
            var sizes = new HashMap<String, Long>();
            for (var volume : use.path("Volumes")) {
                if (carries(volume, labels)) {
                    var size = volume.path("UsageData").path("Size").asLong();
                    sizes.put(volume.path("Name").asText(), Math.max(0, size));
                }
            }
            return sizes;
        });
    }

    private static boolean carries(JsonNode object, Map<String, String> labels) {
        return labels.entrySet().stream()
                .allMatch(label -> label.getValue()
                        .equals(object.path("Labels").path(label.getKey()).asText(null)));
    }

    /** A layer of an image that was left by a build: {@code bytes} that no other image has. */
    private record Layer(String id, long created, long bytes) {}

    Uni<Long> pruneCache(long keepBytes) {
        return measured("measure the cache of builds")
                .chain(use -> engine.blocking("prune the cache of builds", () -> pruned(cache(use), keepBytes)));
    }

    /** Images without a name, of builds of ours, that are no part of an image which has one. */
    private List<Layer> cache(JsonNode use) {
        var ours = Map.of(Labels.BUILD, engine.settings().installation());
        var cache = new ArrayList<Layer>();
        for (var image : use.path("Images")) {
            var tags = image.path("RepoTags");
            var named = !tags.isEmpty() && !tags.path(0).asText().startsWith("<none>");
            var used = image.path("Containers").asLong() > 0;
            var release = image.path("Labels").has(Labels.MANAGED);
            if (!named && !used && !release && carries(image, ours)) {
                var bytes = image.path("Size").asLong()
                        - Math.max(0, image.path("SharedSize").asLong());
                cache.add(new Layer(
                        image.path("Id").asText(), image.path("Created").asLong(), bytes));
            }
        }
        cache.sort(Comparator.comparingLong(Layer::created));
        return cache;
    }

    private long pruned(List<Layer> cache, long keepBytes) {
        var freed = new AtomicLong();
        var idle = leftovers.whenIdle(() -> {
            var left = cache.stream().mapToLong(Layer::bytes).sum();
            for (var layer : cache) {
                if (left > keepBytes && remove(layer)) {
                    freed.addAndGet(layer.bytes());
                    left -= layer.bytes();
                }
            }
        });
        LOG.debugf("cache of builds: %s, freed %d bytes", idle ? "looked at" : "a build runs", freed.get());
        return freed.get();
    }

    private boolean remove(Layer layer) {
        try {
            engine.client().removeImageCmd(layer.id()).exec();
            return true;
        } catch (RuntimeException e) {
            LOG.debugf(e, "Layer %s stays", layer.id());
            return false;
        }
    }

    private Uni<JsonNode> measured(String action) {
        return Uni.createFrom().deferred(() -> {
            var http = engine.newHttp(1);
            return engine.blocking(action, () -> read(action, http))
                    .ifNoItem()
                    .after(DEADLINE)
                    .fail();
        });
    }

    private static JsonNode read(String action, DockerHttpClient http) throws IOException {
        try (var stream = EngineStream.open(action, http, new Query("/system/df").get())) {
            return EngineStream.JSON.readTree(stream.body());
        }
    }
}
