package io.kyozo.runtime.process;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.Endpoint;
import io.kyozo.runtime.ContainerInfo.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a container does, read from its files and from {@code /proc}: by any process, also one that did not start it. */
final class RunState {
    /** Where nobody was left to record it, such as after the launcher itself was killed. */
    private static final int UNKNOWN_EXIT = 255;

    private final ContainerStore store;

    RunState(ContainerStore store) {
        this.store = store;
    }

    boolean isRunning(ContainerRecord container) throws IOException {
        var run = store.run(container);
        return run.isPresent()
                && isAlive(run.get())
                && store.exitCode(container).isEmpty();
    }

    /** A pid may have been given to another process since: only one started at the same tick is the same. */
    static boolean isAlive(RunRecord run) {
        return ProcStat.of(run.launcher())
                .filter(process -> process.runs() && process.startTicks() == run.launcherTicks())
                .isPresent();
    }

    ContainerInfo info(ContainerRecord container) throws IOException {
        var run = store.run(container);
        var running = isRunning(container);
        var going = store.isFrozen(container) ? State.PAUSED : State.RUNNING;
        var state = run.isEmpty() ? State.CREATED : running ? going : State.EXITED;
        return new ContainerInfo(
                container.id(),
                container.name(),
                container.image(),
                container.labels(),
                state,
                exitCode(container, state),
                state == State.EXITED && ControlGroup.oomKills(run.orElseThrow().groups()) > 0,
                startedAt(run.orElse(null)),
                running ? endpoints(container) : Map.of(),
                running ? store.main(container).orElse(0) : 0);
    }

    private @Nullable Integer exitCode(ContainerRecord container, State state) throws IOException {
        return state == State.EXITED ? store.exitCode(container).orElse(UNKNOWN_EXIT) : null;
    }

    private static @Nullable Instant startedAt(@Nullable RunRecord run) {
        return run == null ? null : run.at();
    }

    private static Map<Integer, Endpoint> endpoints(ContainerRecord container) {
        var endpoints = new TreeMap<Integer, Endpoint>();
        container.ports().forEach(port -> endpoints.put(port.number(), new Endpoint("127.0.0.1", port.hostPort())));
        return endpoints;
    }
}
