package io.kyozo.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an action is about, as people name it: {@code WORKSPACE}, or {@code WORKSPACE/SERVICE} for each of its services.
 *
 * @param workspace its name or id
 * @param services their names; empty for all
 */
record ActionTarget(String workspace, List<String> services) {
    /** All of {@code named} must be of one workspace, for one deployment acts on one. */
    static ActionTarget of(List<String> named) {
        Set<String> workspaces = new LinkedHashSet<>();
        List<String> services = new ArrayList<>();
        boolean whole = false;
        for (String name : named) {
            int slash = name.indexOf('/');
            workspaces.add(slash < 0 ? name : name.substring(0, slash));
            String service = slash < 0 ? "" : name.substring(slash + 1);
            if (slash >= 0 && service.isEmpty()) {
                throw usage("'" + name + "' names no service: say WORKSPACE or WORKSPACE/SERVICE.");
            }
            whole |= service.isEmpty();
            services.add(service);
        }
        if (workspaces.size() != 1) {
            throw usage("One workspace at a time, please, not " + String.join(", ", workspaces) + ".");
        }
        return new ActionTarget(workspaces.iterator().next(), whole ? List.of() : List.copyOf(services));
    }

    private static CommandFailure usage(String text) {
        return new CommandFailure(ExitCode.USAGE, text);
    }
}
