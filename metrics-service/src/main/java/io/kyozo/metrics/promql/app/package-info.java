/** Answers queries over a team's series. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.promql.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
