/** Labelled traces under a simulated clock, and how well alerts tell of them. */
@org.jspecify.annotations.NullMarked
package io.kyozo.monitor.trace;
