/** Keeps samples and answers questions about them. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.series.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
