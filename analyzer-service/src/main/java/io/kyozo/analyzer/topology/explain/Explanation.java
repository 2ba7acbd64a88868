package io.kyozo.analyzer.topology.explain;

import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A topology as text for a person. The same document gives the same text. */
public final class Explanation {
    private static final int CONCISE_RECOMMENDATIONS = 8;

    private final TopologyDocument document;
    private final Detail detail;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private Explanation(TopologyDocument document, Detail detail, Style style) {
        this.document = document;
        this.detail = detail;
        this.style = style;
    }

    /** Lines without line ends. */
    public static List<String> of(TopologyDocument document, Detail detail, Style style) {
        return new Explanation(document, detail, style).tell();
    }

    /** A share of one as people say it: {@code 93 %}. */
    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Where something shows: {@code server.js:4}; the file alone where no line is meant. */
    static String place(Evidence evidence) {
        return evidence.line() > 0 ? evidence.file() + ":" + evidence.line() : evidence.file();
    }

    private List<String> tell() {
        lines.add(style.strong(document.summary()));
        lines.add(strategy() + ", confidence " + percent(document.confidence()) + ".");
        startOrder();
        services();
        others();
        recommendations();
        document.partial().forEach(why -> lines.add(style.warning("Not all of the folder was seen: " + why + ".")));
        return lines;
    }

    private String strategy() {
        return switch (document.strategy()) {
            case SINGLE_SERVICE -> "One service";
            case MULTI_SERVICE -> "Several services";
            case STATIC_SITE -> "A static site";
            case NOT_DEPLOYABLE -> "Nothing to deploy";
            case EMPTY -> "An empty folder";
        };
    }

    private void startOrder() {
        if (document.strategy() == Strategy.MULTI_SERVICE) {
            lines.add("Start order: "
                    + document.services().stream()
                            .filter(ServiceSpec::deployable)
                            .map(ServiceSpec::name)
                            .collect(Collectors.joining(" → "))
                    + ".");
        }
        document.cycles()
                .forEach(cycle -> lines.add(style.warning("A cycle: " + String.join(" → ", cycle) + " → " + cycle.get(0)
                        + "; they are started one by one.")));
    }

    private void services() {
        ServiceTree tree = new ServiceTree(document, detail, style);
        for (ServiceSpec service : document.services()) {
            if (service.deployable()) {
                lines.add("");
                lines.addAll(tree.of(service));
            }
        }
    }

    private void others() {
        List<ServiceSpec> others = document.services().stream()
                .filter(service -> !service.deployable())
                .toList();
        if (others.isEmpty()) {
            return;
        }
        lines.add("");
        Branch branch = new Branch(style.strong("Not deployable"));
        for (ServiceSpec other : others) {
            Branch found = branch.add(other.name() + style.faint("  " + other.stack() + ", " + other.path())
                    + ", because " + other.reason());
            if (detail == Detail.FULL) {
                other.evidence().forEach(item -> found.add(ServiceTree.evidence(item, style)));
            }
        }
        lines.addAll(branch.lines());
    }

    private void recommendations() {
        List<Recommendation> all = document.recommendations();
        if (all.isEmpty()) {
            return;
        }
        lines.add("");
        Branch branch = new Branch(style.strong("Recommendations"));
        all.stream()
                .limit(detail == Detail.FULL ? all.size() : CONCISE_RECOMMENDATIONS)
                .forEach(item -> recommendation(branch, item));
        if (detail != Detail.FULL && all.size() > CONCISE_RECOMMENDATIONS) {
            branch.add(style.faint("and " + (all.size() - CONCISE_RECOMMENDATIONS) + " more"));
        }
        lines.addAll(branch.lines());
    }

    private void recommendation(Branch branch, Recommendation item) {
        String severity = item.severity().equals("info") ? item.severity() : style.warning(item.severity());
        String where = item.evidence().isEmpty()
                ? ""
                : style.faint("  " + place(item.evidence().get(0)));
        Branch below = branch.add(severity + ": " + item.title() + where);
        if (detail == Detail.FULL) {
            below.add(item.detail());
            item.evidence().forEach(evidence -> below.add(ServiceTree.evidence(evidence, style)));
        }
    }
}
