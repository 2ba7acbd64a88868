package io.kyozo.runtime.docker;

import io.kyozo.runtime.Labels;
import java.util.List;

/**
 * Which processors a build may use while services of this installation run. A set of them, since a weight or a quota does not help those that
 * answer within milliseconds: who is woken up on a processor waits for the slice of the build that runs there, and is not
 * woken up there if another is idle.
 */
final class SpareCores {
    private final EngineConnection engine;
    private final EngineHost host;

    SpareCores(EngineConnection engine, EngineHost host) {
        this.engine = engine;
        this.host = host;
    }

    /** As the engine wants a set, such as {@code 1-3}; empty for all: nothing runs that would wait. */
    String processors() {
        var all = host.processors(engine.client());
        var spared = Math.min(engine.settings().spareCores(), all - 1);
        return spared < 1 || !servicesRun() ? "" : spared + "-" + (all - 1);
    }

    private boolean servicesRun() {
        return !engine.client()
                .listContainersCmd()
                .withLabelFilter(
                        List.of(Labels.MANAGED + "=" + engine.settings().installation(), Labels.INSTANCE))
                .withStatusFilter(List.of("running"))
                .withLimit(1)
                .exec()
                .isEmpty();
    }
}
