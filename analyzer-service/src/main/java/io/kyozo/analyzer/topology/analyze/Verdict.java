package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is said of the folder as a whole.
 *
 * @param strategy how it is deployed
 * @param summary one sentence
 * @param confidence 0 to 1
 */
record Verdict(Strategy strategy, String summary, double confidence) {
    static Verdict of(Folder folder, List<ServiceSpec> specs) {
        List<ServiceSpec> deployable =
                specs.stream().filter(ServiceSpec::deployable).toList();
        if (folder.files().isEmpty()) {
            return new Verdict(Strategy.EMPTY, "The folder is empty: there is nothing to deploy.", 1);
        }
        if (deployable.isEmpty()) {
            return nothing(specs);
        }
        double confidence = deployable.stream()
                .mapToDouble(ServiceSpec::confidence)
                .average()
                .orElse(0);
        double rounded = Math.round(confidence * 1000) / 1000.0;
        String list = deployable.stream().map(Verdict::describe).collect(Collectors.joining(", "));
        if (deployable.size() > 1) {
            return new Verdict(Strategy.MULTI_SERVICE, deployable.size() + " services: " + list + ".", rounded);
        }
        boolean site = deployable.get(0).kind() == ServiceKind.STATIC;
        return new Verdict(
                site ? Strategy.STATIC_SITE : Strategy.SINGLE_SERVICE, "One service: " + list + ".", rounded);
    }

    private static Verdict nothing(List<ServiceSpec> specs) {
        if (specs.isEmpty()) {
            return new Verdict(Strategy.NOT_DEPLOYABLE, "Nothing that can be run was found in the folder.", 0.7);
        }
        ServiceSpec first = specs.get(0);
        return new Verdict(
                Strategy.NOT_DEPLOYABLE,
                "Nothing to deploy: " + first.name() + " (" + first.stack() + ") is not deployable, because "
                        + first.reason() + ".",
                first.confidence());
    }

    private static String describe(ServiceSpec spec) {
        String what = spec.framework().isEmpty() ? spec.stack() : spec.stack() + ", " + spec.framework();
        return spec.name() + " (" + what.toLowerCase(Locale.ROOT) + ")";
    }
}
