package io.kyozo.analyzer.workspace;

/** Where a revision's analysis stands. */
public enum RevisionState {
    QUEUED,
    ANALYZING,
    ANALYZED,
    FAILED
}
