/** Who is told of alerts, when, and when not. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.notify;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
