/** Channels, silences and notifications as tables. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.notify.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
