/** How much of the time services serve, and how much they may fail. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.slo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
