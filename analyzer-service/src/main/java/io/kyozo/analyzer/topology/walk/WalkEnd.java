package io.kyozo.analyzer.topology.walk;

/**
 * How a walk ended.
 *
 * @param root what it saw
 * @param budget its bounds
 * @param seen entries that it counted; of a walk that took over from an earlier one, at least as many as there are
 * @param rules size of the ignore rules, counted in the same way
 * @param complete whether it saw the whole folder
 */
record WalkEnd(SeenFolder root, WalkBudget budget, int seen, int rules, boolean complete) {}
