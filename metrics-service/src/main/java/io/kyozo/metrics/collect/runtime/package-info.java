/** Counters from the container runtime; it is only looked at. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
