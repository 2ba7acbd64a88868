/** Consuming: each event takes effect once, and what can't be read or applied is set aside. */
@NullMarked
@CheckReturnValue
package io.kyozo.messaging.inbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
