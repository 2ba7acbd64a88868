/** Samples in PostgreSQL, a partition a day. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.series.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
