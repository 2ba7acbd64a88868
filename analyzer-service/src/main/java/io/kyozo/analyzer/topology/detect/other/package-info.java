/** Finds stacks that a manifest gives away and that need no more than a few rules each. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.other;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
