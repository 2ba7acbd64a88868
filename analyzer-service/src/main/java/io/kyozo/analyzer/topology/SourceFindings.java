package io.kyozo.analyzer.topology;

import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the scan of one service's sources found. */
public final class SourceFindings {
    private static final int MAX_OF_A_KIND = 1_000;

    private final List<PortFinding> ports = new ArrayList<>();
    private final Map<String, EnvRead> env = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Evidence> healthPaths = new LinkedHashMap<>();
    private final List<Evidence> listeners = new ArrayList<>();
    private final List<Evidence> loopbackOnly = new ArrayList<>();
    private final List<Evidence> signalHandlers = new ArrayList<>();
    private final Map<String, Evidence> imports = new LinkedHashMap<>();

    /** Adds what another file of the same sources shows; of each kind as much as a person could look at. */
    public void addAll(SourceFindings other) {
        add(other.ports, ports);
        other.env.values().forEach(this::add);
        add(other.references, references);
        other.healthPaths.forEach(healthPaths::putIfAbsent);
        add(other.listeners, listeners);
        add(other.loopbackOnly, loopbackOnly);
        add(other.signalHandlers, signalHandlers);
        other.imports.forEach(imports::putIfAbsent);
    }

    private static <T> void add(List<T> found, List<T> to) {
        to.addAll(found.subList(0, Math.min(found.size(), MAX_OF_A_KIND - Math.min(MAX_OF_A_KIND, to.size()))));
    }

    public List<PortFinding> ports() {
        return ports;
    }

    /** Variables read, by name; the first read with a fallback wins. */
    public Map<String, EnvRead> env() {
        return env;
    }

    public void add(EnvRead read) {
        if (env.size() >= MAX_OF_A_KIND && !env.containsKey(read.name())) {
            return;
        }
        env.merge(read.name(), read, (known, later) -> known.hasFallback() ? known : later);
    }

    public List<Reference> references() {
        return references;
    }

    /** Routes that look like health endpoints. */
    public Map<String, Evidence> healthPaths() {
        return healthPaths;
    }

    /** Where a server is started. */
    public List<Evidence> listeners() {
        return listeners;
    }

    /** Where a server is bound to the loopback address only. */
    public List<Evidence> loopbackOnly() {
        return loopbackOnly;
    }

    /** Where a stop signal is handled. */
    public List<Evidence> signalHandlers() {
        return signalHandlers;
    }

    /** Modules imported by the code, where they first are. */
    public Map<String, Evidence> imports() {
        return imports;
    }
}
