package io.kyozo.runtime.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Named volumes of the engine's local driver. */
final class Volumes {
    private final EngineConnection engine;

    Volumes(EngineConnection engine) {
        this.engine = engine;
    }

    Uni<Void> ensure(String name, Map<String, String> labels) {
        return engine.call("create volume " + name, client -> {
                    client.createVolumeCmd().withName(name).withLabels(labels).exec();
                    return adopt(client.inspectVolumeCmd(name).exec(), labels);
                })
                .replaceWithVoid();
    }

    Uni<List<String>> list(Map<String, String> labels) {
        return engine.call("list volumes", client -> {
            var found = client.listVolumesCmd()
                    .withFilter("label", LabelFilter.of(labels))
                    .exec()
                    .getVolumes();
            return found == null
                    ? List.<String>of()
                    : found.stream().map(InspectVolumeResponse::getName).toList();
        });
    }

    Uni<Void> remove(String name) {
        return engine.call("remove volume " + name, client -> {
                    VolumeKeeper.release(client, name);
                    try {
                        client.removeVolumeCmd(name).exec();
                    } catch (NotFoundException gone) {
                        return false;
                    }
                    return true;
                })
                .replaceWithVoid();
    }

    /** The engine answers an existing volume of that name, whatever its labels. */
    private static boolean adopt(InspectVolumeResponse existing, Map<String, String> labels) {
        var has = existing.getLabels() == null ? Map.<String, String>of() : existing.getLabels();
        if (!has.entrySet().containsAll(labels.entrySet())) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.CONFLICT,
                    "Could not create volume " + existing.getName() + ": another one has this name");
        }
        return true;
    }
}
