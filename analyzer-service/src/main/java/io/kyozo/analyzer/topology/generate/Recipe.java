package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceSpec.Health;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Dockerfile is written from.
 *
 * @param draft the service
 * @param port where it listens; 0 for nowhere
 * @param health how it is probed; null where it is not
 */
record Recipe(ServiceDraft draft, int port, @Nullable Health health) {
    BuildPlan plan() {
        return draft.plan();
    }

    /** The service's folder as seen from the build context; {@code .} where they are the same. */
    String inContext() {
        return FolderPath.isWithin(draft.path(), plan().context())
                ? FolderPath.relativize(plan().context(), draft.path())
                : ".";
    }

    /** The service's folder in the image. */
    String home() {
        return inContext().equals(".") ? "/app" : "/app/" + inContext();
    }

    List<String> start() {
        return plan().start().isEmpty() ? draft.start() : plan().start();
    }

    /** The plan's variables, and the port's. */
    Map<String, String> env() {
        Map<String, String> env = new TreeMap<>(plan().env());
        if (port > 0) {
            env.put("PORT", String.valueOf(port));
        }
        return env;
    }

    /** Path that the health check asks for; {@code /} where only the port is known. */
    String healthPath() {
        Health probe = health;
        return probe == null || probe.path().isEmpty() ? "/" : probe.path();
    }
}
