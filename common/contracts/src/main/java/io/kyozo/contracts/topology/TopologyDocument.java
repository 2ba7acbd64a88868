package io.kyozo.contracts.topology;

import java.util.List;
import java.util.Objects;

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
 * @param externals APIs of others that the services speak to; empty in documents written before there was this field
 * @param migrations how the services' databases get their tables; empty in documents written before there was this field
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
        List<String> partial,
        List<External> externals,
        List<Migration> migrations) {

    /** Documents are kept: those written before a field was added are read without it. */
    public TopologyDocument {
        externals = Objects.requireNonNullElse(externals, List.of());
        migrations = Objects.requireNonNullElse(migrations, List.of());
    }

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
    public record Recommendation(String id, String severity, String title, String detail, List<Evidence> evidence) {
        /** Id of what keeps the folder from being deployed: a key of a compose file that is not honoured. */
        public static final String REFUSED_KEY = "security.refused-key";
    }

    /**
     * That a service speaks to an API that somebody else runs, outside the folder.
     *
     * @param service name of the service that speaks to it
     * @param id stable, such as {@code stripe} or {@code aws-s3}
     * @param title as people call it, such as {@code Stripe}
     * @param category such as payments, email, storage, ai
     * @param evidence packages, hosts and variables that show it, heaviest first; names only, never a value
     */
    public record External(String service, String id, String title, String category, List<Evidence> evidence) {}

    /**
     * That a service brings migrations of its database.
     *
     * @param service name of the service whose database it is
     * @param tool such as {@code flyway}, {@code alembic}, {@code prisma}
     * @param path folder of the migrations, or of the tool's configuration, relative to the root
     * @param command argv that runs them, in the service's own folder; {@code ${NAME}} in it stands for that variable's
     *     value; empty where it is not known
     * @param atStart whether the service is seen to run them itself when it starts
     * @param evidence what shows it, heaviest first
     */
    public record Migration(
            String service, String tool, String path, List<String> command, boolean atStart, List<Evidence> evidence) {}
}
