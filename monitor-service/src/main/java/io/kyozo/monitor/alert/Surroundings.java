package io.kyozo.monitor.alert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a service lives among: the services of its workspace and the engine that runs it. Of something that is down only
 * what is down can be the cause; of something that is degraded also what is degraded.
 *
 * @param neighbours the workspace's services by name
 * @param engineAtFault the engine that runs it, where that is to blame; see {@link Engine}
 */
public record Surroundings(Map<String, Neighbour> neighbours, Optional<String> engineAtFault) {
    /**
     * A service of the workspace.
     *
     * @param dependsOn names of what it can't do without
     * @param suspect whether it may be the cause of what is asked about
     */
    public record Neighbour(List<String> dependsOn, boolean suspect) {}

    /**
     * What one engine runs, over all teams.
     *
     * @param name such as {@code docker}
     * @param services that are probed
     * @param suspect how many of them are as bad as what is asked about, or have begun to be
     * @param lately how many of those became so a moment ago
     */
    public record Engine(String name, int services, int suspect, int lately) {
        private static final int FEWEST = 5;
        private static final double NEARLY_ALL = 0.8;

        /** Whether so much fails at once that it can't be the services'. Of a few services nothing can be told. */
        public boolean isAtFault() {
            return isNearlyAll(suspect);
        }

        /** Whether it all began together. What becomes slow one by one may each have a cause of its own. */
        public boolean isSudden() {
            return isNearlyAll(lately);
        }

        private boolean isNearlyAll(int part) {
            return services >= FEWEST && part >= NEARLY_ALL * services;
        }
    }

    /**
     * The name of what is to blame for {@code service} failing: the engine, or the farthest of its dependencies that fails
     * too; empty where it is the service itself. In a circle of dependencies the least name is blamed by all the others.
     */
    public Optional<String> causeOf(String service) {
        if (engineAtFault.isPresent()) {
            return engineAtFault.map(name -> "the " + name + " engine");
        }
        String cause = service;
        Set<String> seen = new HashSet<>(Set.of(service));
        Deque<String> next = new ArrayDeque<>(dependencies(service));
        while (!next.isEmpty()) {
            String name = next.poll();
            if (seen.add(name)) {
                cause = isSuspect(name) && !blames(name, service) ? name : cause;
                next.addAll(dependencies(name));
            }
        }
        return cause.equals(service) ? Optional.empty() : Optional.of(cause);
    }

    private boolean isSuspect(String name) {
        Neighbour neighbour = neighbours.get(name);
        return neighbour != null && neighbour.suspect();
    }

    /** Of two that depend on each other only one blames the other. */
    private boolean blames(String dependency, String service) {
        return reaches(dependency, service) && service.compareTo(dependency) < 0;
    }

    private boolean reaches(String from, String to) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String name = next.poll();
            if (name.equals(to)) {
                return true;
            }
            if (seen.add(name)) {
                next.addAll(dependencies(name));
            }
        }
        return false;
    }

    private List<String> dependencies(String name) {
        Neighbour neighbour = neighbours.get(name);
        return neighbour == null ? List.of() : neighbour.dependsOn();
    }
}
