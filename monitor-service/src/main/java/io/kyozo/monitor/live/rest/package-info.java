/** The feed as server-sent events. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.live.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
