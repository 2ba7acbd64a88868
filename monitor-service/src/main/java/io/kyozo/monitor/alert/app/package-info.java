/** Raising and resolving alerts. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.alert.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
