package io.kyozo.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What an action is about, as people name it: {@code WORKSPACE}; {@code WORKSPACE/SERVICE} for each of its services; or
 * {@code WORKSPACE SERVICE…}.
 *
 * @param workspace its name or id
 * @param services their names; empty for all
 */
record ActionTarget(String workspace, List<String> services) {
    /** All of {@code named}, one at least, must be of one workspace, for one deployment acts on one. */
    static ActionTarget of(List<String> named) {
        String first = named.get(0);
        String workspace = workspace(first);
        boolean spaced = first.equals(workspace);
        List<String> services = new ArrayList<>();
        boolean whole = false;
        for (String name : named.subList(1, named.size())) {
            boolean again = name.equals(workspace);
            whole |= again;
            if (!again) {
                services.add(spaced && name.indexOf('/') < 0 ? name : service(name, workspace));
            }
        }
        if (!spaced) {
            services.add(0, service(first, workspace));
        }
        whole |= spaced && named.stream().skip(1).allMatch(name -> name.indexOf('/') >= 0);
        return new ActionTarget(workspace, whole ? List.of() : List.copyOf(services));
    }

    private static String workspace(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    private static String service(String name, String workspace) {
        String other = workspace(name);
        if (!other.equals(workspace)) {
            throw usage("One workspace at a time, please, not " + workspace + ", " + other + ".");
        }
        String service = name.substring(name.indexOf('/') + 1);
        if (service.isEmpty()) {
            throw usage("'" + name + "' names no service: say WORKSPACE, WORKSPACE/SERVICE or WORKSPACE SERVICE.");
        }
        return service;
    }

    private static CommandFailure usage(String text) {
        return new CommandFailure(ExitCode.USAGE, text);
    }
}
