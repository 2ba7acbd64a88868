package io.kyozo.cli;

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
        List<String> rest = named.subList(1, named.size());
        if (first.equals(workspace) && rest.stream().anyMatch(name -> name.indexOf('/') < 0)) {
            return new ActionTarget(
                    workspace,
                    rest.stream()
                            .map(name -> name.indexOf('/') < 0 ? name : service(name, workspace))
                            .toList());
        }
        boolean whole = named.contains(workspace);
        List<String> services = named.stream()
                .filter(name -> !name.equals(workspace))
                .map(name -> service(name, workspace))
                .toList();
        return new ActionTarget(workspace, whole ? List.of() : services);
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
