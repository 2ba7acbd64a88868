/** Metrics over time, and how they are asked for. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.series;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
