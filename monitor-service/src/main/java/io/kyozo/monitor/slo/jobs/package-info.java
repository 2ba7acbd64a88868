/** The regular work on error budgets. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.slo.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
