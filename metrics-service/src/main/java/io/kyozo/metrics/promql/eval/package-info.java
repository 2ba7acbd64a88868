/** Queries worked out over samples, all steps at once. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.promql.eval;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
