/** Sums over the latest samples. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.capacity.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
