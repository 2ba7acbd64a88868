/** Checks each round of samples against the rules. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.threshold.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
