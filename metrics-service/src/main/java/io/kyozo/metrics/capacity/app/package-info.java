/** Answers what a team uses altogether. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.capacity.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
