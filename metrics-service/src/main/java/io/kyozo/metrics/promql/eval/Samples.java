package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Selectors;
import java.util.List;

/** Where a query's samples are. */
public interface Samples {
    /** Those of a selector of the query, as far back as it needs. */
    List<Stream> of(Selectors.Fetch fetch);
}
