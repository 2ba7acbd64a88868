/** The feed over WebSocket. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.live.ws;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
