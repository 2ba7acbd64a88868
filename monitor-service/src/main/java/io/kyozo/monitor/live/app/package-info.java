/** Keeping the feed, and handing it to whoever listens. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.live.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
