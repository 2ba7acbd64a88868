package io.kyozo.runtime.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Ports;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.Endpoint;
import io.kyozo.runtime.ContainerInfo.State;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An engine's description of a container, as the port tells it. */
final class ContainerView {
    private ContainerView() {}

    static ContainerInfo of(InspectContainerResponse seen) {
        var state = state(seen.getState());
        var ended = state == State.EXITED || state == State.DEAD;
        var config = seen.getConfig();
        var labels = config.getLabels();
        return new ContainerInfo(
                seen.getId(),
                seen.getName().startsWith("/") ? seen.getName().substring(1) : seen.getName(),
                config.getImage() == null ? seen.getImageId() : config.getImage(),
                labels == null ? Map.of() : Map.copyOf(labels),
                state,
                ended ? exitCode(seen.getState()) : null,
                Boolean.TRUE.equals(seen.getState().getOOMKilled()),
                instant(seen.getState().getStartedAt()),
                endpoints(seen),
                pid(seen.getState()));
    }

    private static State state(InspectContainerResponse.ContainerState state) {
        var status = state.getStatus() == null ? "" : state.getStatus();
        return switch (status) {
            case "created" -> State.CREATED;
            case "running", "restarting" -> State.RUNNING;
            case "paused" -> State.PAUSED;
            case "exited" -> State.EXITED;
            default -> State.DEAD;
        };
    }

    private static @Nullable Integer exitCode(InspectContainerResponse.ContainerState state) {
        var code = state.getExitCodeLong();
        return code == null ? null : code.intValue();
    }

    private static long pid(InspectContainerResponse.ContainerState state) {
        var pid = state.getPidLong();
        return pid == null ? 0 : pid;
    }

    /** The engine says year 1 for a container that was never started. */
    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.startsWith("0001-") ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Map<Integer, Endpoint> endpoints(InspectContainerResponse seen) {
        var endpoints = new TreeMap<Integer, Endpoint>();
        var settings = seen.getNetworkSettings();
        if (settings != null && settings.getPorts() != null) {
            settings.getPorts().getBindings().forEach((port, bindings) -> {
                var published = bindings == null || bindings.length == 0 ? 0 : hostPort(bindings[0]);
                if (published > 0) {
                    endpoints.put(port.getPort(), new Endpoint("127.0.0.1", published));
                }
            });
        }
        return endpoints;
    }

    private static int hostPort(Ports.Binding binding) {
        var spec = binding.getHostPortSpec();
        return spec == null || spec.isEmpty() ? 0 : Integer.parseInt(spec);
    }
}
