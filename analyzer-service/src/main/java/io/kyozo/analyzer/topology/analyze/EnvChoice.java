package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.BindAddress;
import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.Secrets;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec.EnvVar;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a service: those its code reads, and those its configuration states. Values of secrets are dropped. */
final class EnvChoice {
    private static final int MAX_VARIABLES = 200;

    /** Set by the platform or the tools, not by a person. */
    private static final Set<String> AMBIENT = Set.of(
            "HOME",
            "PATH",
            "PWD",
            "USER",
            "SHELL",
            "TMPDIR",
            "TEMP",
            "CI",
            "NODE_ENV",
            "HOSTNAME",
            "TERM",
            "LANG",
            "DEV",
            "MODE",
            "PROD",
            "SSR",
            "BASE_URL",
            "NO_COLOR",
            "APPDATA",
            "EDITOR",
            "VERCEL",
            "XDG_CONFIG_HOME");

    private EnvChoice() {}

    static List<EnvVar> of(ServiceDraft draft, List<Edge> edges) {
        Map<String, EnvVar> variables = new LinkedHashMap<>();
        Map<String, EnvRead> reads = draft.findings().env();
        draft.stated().forEach((name, value) -> variables.put(name, stated(name, value, reads.get(name))));
        for (EnvRead read : reads.values()) {
            boolean listed = !AMBIENT.contains(read.name()) && variables.size() < MAX_VARIABLES;
            if (listed && !variables.containsKey(read.name())) {
                variables.put(read.name(), read(read, edges, draft.name()));
            }
        }
        return new ArrayList<>(variables.values());
    }

    private static EnvVar stated(String name, String value, @Nullable EnvRead read) {
        boolean secret = Secrets.isSecret(name, value);
        List<Evidence> where = read == null ? List.of() : List.of(read.evidence());
        return new EnvVar(name, secret || value.isEmpty() ? null : value, secret, false, where);
    }

    private static EnvVar read(EnvRead read, List<Edge> edges, String service) {
        boolean injected = edges.stream()
                .anyMatch(edge -> edge.from().equals(service) && edge.envVar().equals(read.name()));
        boolean secret = Secrets.isSecret(read.name(), read.fallback());
        boolean required = injected || !read.hasFallback() && secret;
        boolean shown = read.hasFallback() && !secret && !BindAddress.isLoopback(read.name(), read.fallback());
        return new EnvVar(read.name(), shown ? read.fallback() : null, secret, required, List.of(read.evidence()));
    }
}
