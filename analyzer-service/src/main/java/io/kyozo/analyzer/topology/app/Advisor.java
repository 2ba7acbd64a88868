package io.kyozo.analyzer.topology.app;

import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Someone who may know more than the rules. Everything works without. */
public interface Advisor {
    /** What else could be better; none where the advisor is off. Fails where it does not answer in time, or not properly. */
    Uni<List<Recommendation>> suggest(TopologyDocument topology);
}
