/** Rules and what they hold, in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.threshold.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
