package io.kyozo.deployer.testing;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.Endpoint;
import io.kyozo.runtime.ContainerInfo.State;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ListeningSocket;
import io.kyozo.runtime.RuntimeFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A container of the {@link FakeRuntime}. */
final class FakeContainer {
    private static final int CRASHED = 3;
    private static final int ELSEWHERE = 4567;

    private final ContainerSpec spec;
    private final String id;
    private State state = State.CREATED;
    private boolean elsewhere;
    /** It ended after its first answer, as the next look at it shows. */
    private volatile boolean faints;

    private boolean stranded;
    private int silentLooks;
    private Integer exitCode;
    private Listener listener;
    private Instant startedAt;

    FakeContainer(ContainerSpec spec, String id) {
        this.spec = spec;
        this.id = id;
    }

    ContainerSpec spec() {
        return spec;
    }

    State state() {
        return state;
    }

    /** It ends, and can't be started any more. */
    void strand() {
        end(CRASHED);
        stranded = true;
    }

    /** It does not listen yet when it is looked at the next {@code looks} times. */
    void slow(int looks) {
        silentLooks = looks;
    }

    /** Does what its image's behaviour says; nothing where it runs. */
    void start(String behaviour) {
        if (state == State.RUNNING) {
            return;
        }
        if (stranded) {
            throw new RuntimeFailure(RuntimeFailure.Kind.CONFLICT, spec.name() + " is left from a former engine");
        }
        startedAt = Instant.now();
        elsewhere = behaviour.contains("elsewhere");
        exitCode = null;
        state = State.RUNNING;
        if (behaviour.contains("exits")) {
            state = State.EXITED;
            exitCode = CRASHED;
        } else if (!behaviour.contains("mute")) {
            boolean weak = behaviour.contains("faints");
            listener = new Listener(spec.name(), spec.image(), () -> faints = weak);
        }
    }

    void freeze() {
        if (state != State.RUNNING && state != State.PAUSED) {
            throw new RuntimeFailure(RuntimeFailure.Kind.CONFLICT, spec.name() + " does not run");
        }
        state = State.PAUSED;
    }

    void thaw() {
        state = state == State.PAUSED ? State.RUNNING : state;
    }

    void status(int code) {
        listener.status(code);
    }

    private boolean answers(ContainerSpec.Port port) {
        return listener != null && silentLooks == 0 && (!elsewhere || port.number() == ELSEWHERE);
    }

    /** Ends it where it runs. */
    void end(int code) {
        if (state == State.RUNNING || state == State.PAUSED) {
            state = State.EXITED;
            exitCode = code;
            if (listener != null) {
                listener.close();
            }
        }
    }

    /** What its behaviour listens on. */
    List<ListeningSocket> listening() {
        return elsewhere && state == State.RUNNING ? List.of(new ListeningSocket(ELSEWHERE, false, 1)) : List.of();
    }

    ContainerInfo info() {
        if (faints) {
            end(CRASHED);
        }
        Map<Integer, Endpoint> endpoints = new HashMap<>();
        for (ContainerSpec.Port port : spec.ports()) {
            // A port that nobody listens on: connections are refused.
            endpoints.put(port.number(), new Endpoint("127.0.0.1", answers(port) ? listener.port() : 1));
        }
        silentLooks = Math.max(0, silentLooks - 1);
        return new ContainerInfo(
                id, spec.name(), spec.image(), spec.labels(), state, exitCode, false, startedAt, endpoints, 0);
    }
}
