package io.kyozo.runtime.process;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.process.ContainerRecord.PortRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts, stops and removes containers. One caller at a time for each: {@link NameLocks}. */
final class Containers {
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final ContainerStore store;
    private final RunState state;
    private final LaunchPlan plan;
    private final Launcher launcher;
    private final Freezer freezer;
    private final ManagedServices managed;
    private final Ports ports;

    Containers(
            ContainerStore store,
            LaunchPlan plan,
            Launcher launcher,
            Freezer freezer,
            ManagedServices managed,
            Ports ports) {
        this.store = store;
        this.state = new RunState(store);
        this.plan = plan;
        this.launcher = launcher;
        this.freezer = freezer;
        this.managed = managed;
        this.ports = ports;
    }

    ContainerInfo start(String name) throws IOException, InterruptedException {
        var container = store.get(name);
        if (state.isRunning(container)) {
            return state.info(container);
        }
        endRest(container);
        var ready = withFreePorts(container);
        var launch = plan.of(ready);
        store.clearRun(ready);
        var groups = ControlGroup.create(ready.id(), ready.limits());
        var run = launcher.launch(store.folder(ready.name()), launch.argv(), launch.folder(), launch.env(), groups);
        store.save(ready, run);
        return state.info(ready);
    }

    void stop(String name, Duration grace) throws IOException {
        var found = store.find(name);
        if (found.isPresent()) {
            var container = found.get();
            if (state.isRunning(container)) {
                // What is frozen hears nothing.
                var unused = freezer.thaw(name);
                signal(container);
                awaitEnd(container, grace);
            }
            endRest(container);
        }
    }

    void remove(String name) throws IOException {
        var found = store.find(name);
        if (found.isEmpty()) {
            return;
        }
        var container = found.get();
        endRest(container);
        var run = store.run(container);
        if (run.isPresent()) {
            ControlGroup.remove(run.get().groups().stream().map(Path::of).toList());
        }
        for (var port : container.ports()) {
            ports.release(port.hostPort());
        }
        store.remove(container.name());
    }

    /** Kills whatever of it still runs; the launcher last, after it has recorded the end. */
    private void endRest(ContainerRecord container) throws IOException {
        var run = store.run(container);
        if (run.isPresent()) {
            var tree = new ProcessTree(run.get().launcher(), container.id());
            if (RunState.isAlive(run.get())) {
                tree.kill(run.get().launcher());
                await(run.get().launcher(), AFTER_KILL);
            }
            tree.killMarked();
        }
    }

    private void signal(ContainerRecord container) throws IOException {
        var main = store.main(container);
        if (main.isEmpty()) {
            return;
        }
        var signal =
                container.imageId().isEmpty() ? managed.get(container.image()).stopSignal() : "TERM";
        if (signal.equals("TERM")) {
            ProcessHandle.of(main.getAsInt()).ifPresent(ProcessHandle::destroy);
        } else {
            launcher.signal(signal, List.of((long) main.getAsInt()));
        }
    }

    private void awaitEnd(ContainerRecord container, Duration grace) throws IOException {
        var run = store.run(container);
        if (run.isPresent()) {
            await(run.get().launcher(), grace);
        }
    }

    private static void await(long pid, Duration patience) {
        try {
            var process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillThere) {
            // Whoever waits looks again, and kills.
            return;
        }
    }

    /** Someone else may have taken a port while the container did not run. */
    private ContainerRecord withFreePorts(ContainerRecord container) throws IOException {
        var changed = new ArrayList<PortRecord>();
        for (var port : container.ports()) {
            changed.add(Ports.isFree(port.hostPort()) ? port : replaced(container, port));
        }
        if (changed.equals(container.ports())) {
            return container;
        }
        var moved = container.withPorts(List.copyOf(changed));
        store.save(moved);
        return moved;
    }

    private PortRecord replaced(ContainerRecord container, PortRecord port) throws IOException {
        if (port.envVar().isEmpty() && !container.imageId().isEmpty()) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.CONFLICT,
                    "Port " + port.number() + " of this host is taken, and " + container.name()
                            + " can listen on no other. Let it read its port from the variable PORT, end what listens"
                            + " there, or start a container engine.");
        }
        ports.release(port.hostPort());
        return new PortRecord(port.number(), port.envVar(), ports.reserve(container.name()));
    }
}
