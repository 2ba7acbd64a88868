/** Keeps the history short. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.health.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
