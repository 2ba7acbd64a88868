package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec.Health;
import io.kyozo.contracts.topology.ServiceSpec.Port;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides how a service is probed: by the health route that its code has, else that its framework brings, else by TCP. */
final class HealthChoice {
    private HealthChoice() {}

    static @Nullable Health of(ServiceDraft draft, List<Port> ports) {
        if (ports.isEmpty()) {
            return null;
        }
        int port = ports.get(0).number();
        if (!ports.get(0).protocol().equals("http")) {
            return new Health("tcp", "", port);
        }
        String path = draft.findings().healthPaths().keySet().stream()
                .min(Comparator.comparingInt(HealthChoice::rank).thenComparing(name -> name))
                .orElse(draft.defaultHealth());
        if (!path.isEmpty()) {
            return new Health("http", path, port);
        }
        boolean page = draft.kind() == ServiceKind.STATIC;
        return page ? new Health("http", "/", port) : new Health("tcp", "", port);
    }

    /** Readiness says more than liveness, a health route more than a ping. */
    private static int rank(String path) {
        if (path.contains("health")) {
            return path.contains("live") ? 1 : 0;
        }
        return path.contains("ready") ? 2 : path.contains("live") ? 3 : 4;
    }
}
