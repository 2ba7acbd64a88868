package io.kyozo.contracts.topology;

import java.util.List;

/**
 * What the analyzer found in a folder and how it is to be run: the whole contract between analysis and deployment.
 * Stored as a blob; events carry its hash.
 *
 * @param schemaVersion 1
 * @param strategy how the folder as a whole is deployed
 * @param summary one sentence for a person; for a folder with nothing to deploy, why
 * @param confidence of the whole, 0 to 1
 * @param services everything found, deployable or not, in start order
 * @param edges which service needs which
 * @param cycles dependency cycles, each as names in order; empty where there is none
 * @param recommendations what could be better
 * @param partial why the analysis is not complete (a budget ended it); empty where it is complete
 */
public record TopologyDocument(
        int schemaVersion,
        Strategy strategy,
        String summary,
        double confidence,
        List<ServiceSpec> services,
        List<Edge> edges,
        List<List<String>> cycles,
        List<Recommendation> recommendations,
        List<String> partial) {

    /**
     * That one service needs another.
     *
     * @param from name of the service that needs
     * @param to name of the service that is needed
     * @param kind how it is reached, such as http, postgres, redis
     * @param envVar the variable through which {@code from} learns the address; empty where none was found
     * @param confidence 0 to 1
     * @param evidence where it shows
     */
    public record Edge(
            String from, String to, String kind, String envVar, double confidence, List<Evidence> evidence) {}

    /**
     * What could be better.
     *
     * @param id stable rule id, such as {@code security.root-user}
     * @param severity info, warning or critical
     * @param title what to do, in a few words
     * @param detail why, and how
     * @param evidence what caused it
     */
    public record Recommendation(String id, String severity, String title, String detail, List<Evidence> evidence) {}
}
