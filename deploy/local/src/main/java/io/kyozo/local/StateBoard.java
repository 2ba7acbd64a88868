package io.kyozo.local;

import io.kyozo.home.LauncherState;
import io.kyozo.home.PartState;
import io.kyozo.home.ProcessIdentity;
import io.kyozo.home.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** The launcher's present state; every change is written to the state file at once. */
public final class StateBoard {
    private final StateFile file;
    private LauncherState state;

    StateBoard(StateFile file, LauncherState initial) {
        this.file = file;
        this.state = initial;
        write();
    }

    /** The state now. */
    public synchronized LauncherState now() {
        return state;
    }

    /** A part's process runs, or its work in this process began. */
    public void starting(String part, ProcessIdentity process, int port, int restarts) {
        change(part, old -> new PartState(part, PartState.Status.STARTING, process, port, null, restarts, ""));
    }

    /** A part in this process began to start. */
    public void starting(String part, int port) {
        change(part, old -> new PartState(part, PartState.Status.STARTING, null, port, null, 0, ""));
    }

    /** A part is ready; {@code since} is when its start began. */
    public void ready(String part, Instant since, String detail) {
        Duration took = Duration.between(since, Instant.now());
        change(
                part,
                old -> new PartState(
                        part, PartState.Status.READY, old.process(), old.port(), took, old.restarts(), detail));
    }

    /** A part stopped or failed. */
    public void ended(String part, PartState.Status status, String detail) {
        change(part, old -> new PartState(part, status, null, old.port(), old.took(), old.restarts(), detail));
    }

    /** Which runtime was chosen. */
    synchronized void runtime(String chosen) {
        state = new LauncherState(
                state.status(),
                state.launcher(),
                state.startedAt(),
                state.version(),
                state.url(),
                chosen,
                state.reason(),
                state.parts());
        write();
    }

    synchronized void overall(LauncherState.Status status, String reason) {
        state = new LauncherState(
                status,
                state.launcher(),
                state.startedAt(),
                state.version(),
                state.url(),
                state.runtime(),
                reason,
                state.parts());
        write();
    }

    private synchronized void change(String part, UnaryOperator<PartState> change) {
        List<PartState> parts = state.parts().stream()
                .map(old -> old.name().equals(part) ? change.apply(old) : old)
                .toList();
        state = new LauncherState(
                state.status(),
                state.launcher(),
                state.startedAt(),
                state.version(),
                state.url(),
                state.runtime(),
                state.reason(),
                parts);
        write();
    }

    private void write() {
        try {
            file.write(state);
        } catch (IOException e) {
            throw new UncheckedIOException("The launcher's state can't be written", e);
        }
    }
}
