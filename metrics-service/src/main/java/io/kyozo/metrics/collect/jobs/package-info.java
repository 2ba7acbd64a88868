/** The recurring job that samples. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
