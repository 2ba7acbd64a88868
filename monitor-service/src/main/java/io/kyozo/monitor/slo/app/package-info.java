/** Keeping the time that services serve, and watching their error budgets. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.slo.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
