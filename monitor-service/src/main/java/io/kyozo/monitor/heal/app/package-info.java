/** Asking for the remedy that is due. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.heal.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
