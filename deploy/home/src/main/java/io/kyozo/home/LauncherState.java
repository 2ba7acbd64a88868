package io.kyozo.home;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher says about itself and its parts; the file that {@link StateFile} keeps.
 *
 * @param status where the installation as a whole stands
 * @param launcher the launcher's process
 * @param startedAt when the launcher started
 * @param version the version of Kyozo
 * @param url the public address, such as {@code http://localhost:8080}
 * @param runtime {@code auto}, {@code docker} or {@code process}
 * @param reason why it failed, with the last log lines of the part at fault; empty otherwise
 * @param parts in start order
 */
public record LauncherState(
        Status status,
        ProcessIdentity launcher,
        Instant startedAt,
        String version,
        String url,
        String runtime,
        String reason,
        List<PartState> parts) {
    /** Where the installation stands. */
    public enum Status {
        STARTING,
        READY,
        STOPPING,
        FAILED,
        STOPPED
    }

    public LauncherState {
        parts = List.copyOf(parts);
    }

    /** The same installation, of which nothing runs any more. */
    public LauncherState stopped() {
        List<PartState> ended = parts.stream()
                .map(part -> new PartState(part.name(), PartState.Status.STOPPED, null, 0, null, 0, ""))
                .toList();
        return new LauncherState(Status.STOPPED, launcher, startedAt, version, url, runtime, "", ended);
    }

    public Optional<PartState> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** Whether the launcher that wrote this still runs. */
    public boolean isAlive() {
        return launcher.find().isPresent();
    }
}
