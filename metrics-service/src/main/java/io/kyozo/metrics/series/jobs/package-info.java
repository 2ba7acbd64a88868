/** Recurring care of the partitions. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.series.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
