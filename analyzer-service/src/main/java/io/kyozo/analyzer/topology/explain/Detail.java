package io.kyozo.analyzer.topology.explain;

/** How much is told. */
public enum Detail {
    /** What each service is, where it listens, what it needs, and what could be better. */
    SUMMARY,
    /** Also why: the evidence of all of it, with files and lines. */
    FULL
}
