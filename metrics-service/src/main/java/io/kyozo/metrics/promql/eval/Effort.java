package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.QueryException;

/** How much a query has looked at: one question must not take the service away from all others. */
final class Effort {
    /** Some seconds' work; ten times what Prometheus allows to be in memory. */
    private static final long MOST = 500_000_000;

    private long samples;

    void add(long looked) {
        samples += looked;
        if (samples > MOST) {
            throw new QueryException("The query looks at more than " + MOST
                    + " samples, counted for each step. Ask for a longer step, a shorter time or fewer series.");
        }
    }
}
