package io.kyozo.analyzer.topology.walk;

/** Follows a walk, and may end it. */
public interface WalkListener {
    /** Hears nothing, ends nothing. */
    WalkListener SILENT = entries -> true;

    /** {@code entries} files and folders were seen so far; false ends the walk. Called every few hundred entries. */
    boolean seen(int entries);
}
