package io.kyozo.metrics.promql.eval;

/**
 * The moments that a query is worked out for.
 *
 * @param start epoch milliseconds
 * @param step in milliseconds
 * @param steps how many
 * @param lookback how old a value may be that is taken for one of now, in milliseconds
 */
public record Grid(long start, long step, int steps, long lookback) {
    /** The moment of a step. */
    public long at(int index) {
        return start + step * index;
    }
}
