/** The time that services serve, as tables. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.slo.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
