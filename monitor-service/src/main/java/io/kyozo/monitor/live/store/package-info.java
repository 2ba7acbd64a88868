/** The feed, in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.live.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
