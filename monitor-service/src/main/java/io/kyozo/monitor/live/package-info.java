/** Everything that happens, as it happens, per team. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.live;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
