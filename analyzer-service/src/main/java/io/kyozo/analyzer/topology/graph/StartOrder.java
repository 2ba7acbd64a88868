package io.kyozo.analyzer.topology.graph;

import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which services start, so that what is needed starts first, and the cycles that stand against it: strongly
 * connected components by Tarjan's algorithm (SIAM J. Comput. 1, 1972), without recursion.
 *
 * @param names in start order; services of one cycle follow each other
 * @param cycles names of the services that need each other
 */
public record StartOrder(List<String> names, List<List<String>> cycles) {
    public static StartOrder of(Collection<String> services, Collection<Edge> edges) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        services.stream().sorted().forEach(name -> needs.put(name, new ArrayList<>()));
        edges.stream()
                .filter(edge -> needs.containsKey(edge.from()) && needs.containsKey(edge.to()))
                .forEach(edge ->
                        needs.getOrDefault(edge.from(), new ArrayList<>()).add(edge.to()));
        needs.values().forEach(Collections::sort);
        Tarjan tarjan = new Tarjan(needs);
        List<List<String>> cycles = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (List<String> component : tarjan.components()) {
            names.addAll(component);
            if (component.size() > 1) {
                cycles.add(component);
            }
        }
        return new StartOrder(names, cycles);
    }

    private static final class Tarjan {
        private final Map<String, List<String>> needs;
        private final Map<String, Integer> index = new HashMap<>();
        private final Map<String, Integer> low = new HashMap<>();
        private final ArrayDeque<String> stack = new ArrayDeque<>();
        private final List<List<String>> components = new ArrayList<>();

        Tarjan(Map<String, List<String>> needs) {
            this.needs = needs;
        }

        /** Each after those that it needs. */
        List<List<String>> components() {
            needs.keySet().stream().filter(name -> !index.containsKey(name)).forEach(this::visit);
            return components;
        }

        private record Frame(String name, java.util.Iterator<String> rest) {}

        private void visit(String root) {
            ArrayDeque<Frame> frames = new ArrayDeque<>();
            frames.push(open(root));
            while (!frames.isEmpty()) {
                Frame frame = frames.getFirst();
                if (!frame.rest.hasNext()) {
                    frames.pop();
                    close(frame.name);
                    if (!frames.isEmpty()) {
                        lower(frames.getFirst().name, low.getOrDefault(frame.name, 0));
                    }
                    continue;
                }
                String next = frame.rest.next();
                if (!index.containsKey(next)) {
                    frames.push(open(next));
                } else if (stack.contains(next)) {
                    lower(frame.name, index.getOrDefault(next, 0));
                }
            }
        }

        private Frame open(String name) {
            index.put(name, index.size());
            low.put(name, index.size() - 1);
            stack.push(name);
            return new Frame(name, needs.getOrDefault(name, List.of()).iterator());
        }

        private void lower(String name, int value) {
            low.merge(name, value, Math::min);
        }

        private void close(String name) {
            if (!low.getOrDefault(name, 0).equals(index.getOrDefault(name, 0))) {
                return;
            }
            List<String> component = new ArrayList<>();
            String member;
            do {
                member = stack.pop();
                component.add(member);
            } while (!member.equals(name));
            Collections.sort(component);
            components.add(component);
        }
    }
}
