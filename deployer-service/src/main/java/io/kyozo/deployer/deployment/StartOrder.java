package io.kyozo.deployer.deployment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders services so that the needed come before those that need them; a cycle is cut where it is entered. */
final class StartOrder {
    private final Map<String, List<String>> needs;
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> entered = new HashSet<>();

    private StartOrder(Map<String, List<String>> needs) {
        this.needs = needs;
    }

    /** {@code names} in start order; among equals their own order is kept. */
    static List<String> of(List<String> names, Map<String, List<String>> needs) {
        var order = new StartOrder(needs);
        names.forEach(order::visit);
        return order.done.stream().filter(names::contains).toList();
    }

    /** {@code names} and all that they need, directly or not. */
    static Set<String> closure(Set<String> names, Map<String, List<String>> needs) {
        var order = new StartOrder(needs);
        new ArrayList<>(names).forEach(order::visit);
        return order.done;
    }

    private void visit(String name) {
        if (!entered.add(name)) {
            return;
        }
        needs.getOrDefault(name, List.of()).forEach(this::visit);
        done.add(name);
    }
}
