package io.kyozo.analyzer.topology.graph;

import java.util.List;
import java.util.stream.Stream;

/** The stores that are known. */
public final class Stores {
    public static final List<Store> ALL = Stream.of(SqlStores.ALL, DocumentStores.ALL, QueueStores.ALL)
            .flatMap(List::stream)
            .toList();

    private Stores() {}
}
