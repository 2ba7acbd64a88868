package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import java.util.List;

/** Where a query's samples are. */
public interface Samples {
    /** Those of a selector of the query, as far back as its range and offset need. */
    List<Stream> of(Expression.Selector selector);
}
