/** Probing as jobs of the worker engine. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.check.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
