/** Rules about metrics, and when they raise an alert. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.threshold;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
