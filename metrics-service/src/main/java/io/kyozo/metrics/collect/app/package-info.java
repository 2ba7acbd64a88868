/** Reads the counters of all replicas and keeps the samples. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
