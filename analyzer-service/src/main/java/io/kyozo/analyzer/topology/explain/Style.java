package io.kyozo.analyzer.topology.explain;

/** How parts of a text are set off, where the place that shows it can do so. */
public interface Style {
    /** As it is. */
    Style PLAIN = new Style() {};

    /** What matters most. */
    default String strong(String text) {
        return text;
    }

    /** What is read last. */
    default String faint(String text) {
        return text;
    }

    /** What needs care. */
    default String warning(String text) {
        return text;
    }
}
