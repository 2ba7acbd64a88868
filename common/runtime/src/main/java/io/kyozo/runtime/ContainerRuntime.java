package io.kyozo.runtime;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What builds images and runs containers. The deployer writes through it; monitor and metrics only look.
 *
 * <p>Every object is named by the caller, deterministically, and carries the caller's labels, so that an action whose
 * answer was lost is repeated safely: creating what exists with the same labels answers the existing one, removing what
 * is gone succeeds. Every call has a deadline. Failures are {@link RuntimeFailure}s.
 *
 * <p>Calls may be made from any thread and do not block it; results arrive on a worker thread.
 */
public interface ContainerRuntime {
    /** {@code docker}, {@code process} or {@code kubernetes}. */
    String name();

    /** Asks the runtime who it is and what it can do; fails with {@link RuntimeFailure.Kind#UNAVAILABLE} when it does not answer. */
    Uni<RuntimeInfo> info();

    /** Whether calls are let through; answers at once, without asking the runtime. */
    default Circuit circuit() {
        return Circuit.UNBROKEN;
    }

    /**
     * Since when the runtime is there without a break, as far as that can be told: containers that were started before, and
     * ended, may have ended with it, through no fault of theirs. Answers at once.
     */
    default Optional<Instant> upSince() {
        return Optional.empty();
    }

    /** What the machine has that containers run on. */
    Uni<HostCapacity> capacity();

    /** Builds an image; {@code log} gets each line of output as it comes. Cancelling the subscription stops the build. */
    Uni<ImageInfo> build(BuildSpec spec, Consumer<BuildLine> log);

    /**
     * Makes an image that is not built from a folder (a base image, a managed service) available: already there, pulled,
     * or made from packages. Fails with {@link RuntimeFailure.Kind#UNSUPPORTED}, saying what to do, where it can't.
     * Creating a container does this too; calling it before shows what takes the time.
     */
    Uni<Void> ensureImage(String image, Consumer<BuildLine> log);

    Uni<Optional<ImageInfo>> findImage(String image);

    /**
     * Puts an image that was built where other hosts of the installation can {@link #fetchImage} it; does nothing where no such
     * place is configured, or it is there. Fails with {@link RuntimeFailure.Kind#INVALID} where a login is refused.
     */
    default Uni<Void> publishImage(String image, Consumer<BuildLine> log) {
        return Uni.createFrom().voidItem();
    }

    /** Gets an image that was published; false where it was not. Fails as {@link #publishImage} does. */
    default Uni<Boolean> fetchImage(String image, Consumer<BuildLine> log) {
        return Uni.createFrom().item(false);
    }

    /** Images that carry all of {@code labels}. */
    Uni<List<ImageInfo>> listImages(Map<String, String> labels);

    Uni<Void> removeImage(String image);

    /**
     * Removes what builds of this installation left as cache and no image needs, the oldest first, until it takes at most
     * {@code keepBytes}; what was freed, in bytes, as far as the runtime can tell. Waits for no build: while one runs nothing is
     * removed.
     */
    default Uni<Long> pruneBuildCache(long keepBytes) {
        return Uni.createFrom().item(0L);
    }

    /** Creates the network where it is not there. */
    Uni<Void> ensureNetwork(String name, Map<String, String> labels);

    Uni<List<String>> listNetworks(Map<String, String> labels);

    Uni<Void> removeNetwork(String name);

    Uni<Void> ensureVolume(String name, Map<String, String> labels);

    Uni<List<String>> listVolumes(Map<String, String> labels);

    Uni<Void> removeVolume(String name);

    /** What volumes that carry all of {@code labels} take on disk, in bytes, by name; measured anew, which takes its time. */
    Uni<Map<String, Long>> volumeSizes(Map<String, String> labels);

    /**
     * Has {@code reader} read what is in a volume, as a tar archive with owners and modes; whole only while nothing writes
     * to the volume.
     */
    <T> Uni<T> readVolume(String name, Duration timeout, ContentReader<T> reader);

    /** Puts a tar archive, as {@link #readVolume} gives it, into a volume beside what is in it. */
    Uni<Void> writeVolume(String name, InputStream tar, Duration timeout);

    /** Creates the container without starting it; where one of this name and these labels exists, answers that one. */
    Uni<ContainerInfo> create(ContainerSpec spec);

    /**
     * Starts a created or stopped container; does nothing where it runs. Answers it with its endpoints. A conflict where this one
     * can't be started, but another that is created in its place may.
     */
    Uni<ContainerInfo> start(String container);

    /** Asks it to end, and kills it after {@code grace}; does nothing where it does not run. */
    Uni<Void> stop(String container, Duration grace);

    /** Freezes all its processes where they are; does nothing where it is frozen, a conflict where it does not run. */
    Uni<Void> pause(String container);

    /** Lets it go on after {@link #pause}; does nothing where it runs. Answers it with its endpoints. */
    Uni<ContainerInfo> unpause(String container);

    /**
     * Has others on {@code network} find a running container by {@code name}, or by none where that is empty, from then on.
     * Its connections go on, with a pause; its endpoints may change: answers it with those. Does nothing where it is found
     * so already, and on runtimes without networks.
     */
    Uni<ContainerInfo> answerTo(String container, String network, String name);

    /** How many connections others hold to a port of it; 0 where that can't be told. */
    Uni<Integer> connections(String container, int port);

    /** Removes it, killing it first where it runs; succeeds where it is gone. */
    Uni<Void> remove(String container);

    /** By name or id. */
    Uni<Optional<ContainerInfo>> inspect(String container);

    /** What its processes listen on, as the kernel tells it; nothing needs to be in its image. Empty where that can't be told. */
    Uni<List<ListeningSocket>> listening(String container);

    /** Containers in any state that carry all of {@code labels}. */
    Uni<List<ContainerInfo>> list(Map<String, String> labels);

    /** What it printed: the last {@code tail} lines, and with {@code follow} all that come until it ends or the subscription is cancelled. */
    Multi<LogLine> logs(String container, int tail, boolean follow);

    Uni<ContainerStats> stats(String container);

    /**
     * What it holds on disk beside its image and its volumes, in bytes; the runtime counts its files for it, so it is not
     * to be asked often. Empty where that can't be told.
     */
    default Uni<OptionalLong> diskBytes(String container) {
        return Uni.createFrom().item(OptionalLong.empty());
    }

    /**
     * Processes that were killed for want of memory in containers that carry all of {@code labels}, main process or not,
     * oldest first. Looks back as far as the runtime remembers, at most to {@code since}; asked for about once a minute
     * it misses none.
     */
    Uni<List<OomKill>> oomKills(Map<String, String> labels, Instant since);

    /** Runs {@code argv} inside it; fails with {@link RuntimeFailure.Kind#TIMEOUT} past {@code timeout}. */
    Uni<ExecResult> exec(String container, List<String> argv, Duration timeout);

    /**
     * Runs {@code argv} inside it, for any amount of data: it reads {@code input}, and {@code reader} reads what it prints
     * on its standard output while it runs. Where it fails the reader gets an {@link java.io.IOException} instead of the end, and the
     * call fails with what it printed on its standard error. Needs {@link RuntimeInfo.Capability#PIPES}.
     */
    default <T> Uni<T> pipe(
            String container, List<String> argv, InputStream input, Duration timeout, ContentReader<T> reader) {
        return Uni.createFrom()
                .failure(new RuntimeFailure(
                        RuntimeFailure.Kind.UNSUPPORTED,
                        "The runtime " + name() + " can't pipe data through commands"));
    }
}
