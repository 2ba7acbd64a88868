/** The replicas that are known to run, in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
