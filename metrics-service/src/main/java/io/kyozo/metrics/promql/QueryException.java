package io.kyozo.metrics.promql;

/** A query that can't be answered; the message says why, for who wrote it. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QueryException(String why) {
        super(why);
    }
}
