/** Keeps the feed short. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.live.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
