package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Stops all processes of a container where they are, and lets them go on. The launcher, which waits for them, is spared. */
final class Freezer {
    /** Some may be forked while others are stopped. */
    private static final int ROUNDS = 5;

    private static final char STOPPED = 'T';

    private final ContainerStore store;
    private final RunState state;
    private final Launcher launcher;

    Freezer(ContainerStore store, Launcher launcher) {
        this.store = store;
        this.state = new RunState(store);
        this.launcher = launcher;
    }

    void freeze(String name) throws IOException {
        var container = store.get(name);
        if (!state.isRunning(container)) {
            throw new RuntimeFailure(RuntimeFailure.Kind.CONFLICT, "Container " + name + " does not run");
        }
        store.frozen(container, true);
        signal("STOP", container, process -> process.state() != STOPPED);
    }

    ContainerRecord thaw(String name) throws IOException {
        var container = store.get(name);
        if (store.isFrozen(container)) {
            signal("CONT", container, process -> process.state() == STOPPED);
            store.frozen(container, false);
        }
        return container;
    }

    private void signal(String signal, ContainerRecord container, Predicate<ProcStat> needs) throws IOException {
        var run = store.run(container).orElseThrow();
        for (var round = 0; round < ROUNDS; round++) {
            var left = left(run, container, needs);
            if (left.isEmpty()) {
                return;
            }
            launcher.signal(signal, left);
        }
    }

    private static List<Long> left(RunRecord run, ContainerRecord container, Predicate<ProcStat> needs)
            throws IOException {
        return new ProcessTree(run.launcher(), container.id())
                .members().stream()
                        .filter(process -> process.pid() != run.launcher() && needs.test(process))
                        .map(ProcStat::pid)
                        .toList();
    }
}
