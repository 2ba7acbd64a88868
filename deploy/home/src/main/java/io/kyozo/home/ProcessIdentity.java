package io.kyozo.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be told from a later one with the same number.
 *
 * @param pid process id
 * @param startedAt when the operating system says that it started
 */
public record ProcessIdentity(long pid, Instant startedAt) {
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

    /** The identity of a process that runs, such as one that was just started. */
    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startOf(process));
    }

    /** The process, where it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    /** The system counts from its boot, whose time moves when the clock is set: a difference of up to 2 s is none. */
    private boolean startedThen(ProcessHandle found) {
        return Duration.between(startedAt, startOf(found)).abs().compareTo(CLOCK_DRIFT) <= 0;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
