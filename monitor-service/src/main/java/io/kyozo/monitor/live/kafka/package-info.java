/** Takes all events between services into the feed. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.live.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
