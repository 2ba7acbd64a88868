/** Tracking what runs and probing it. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.check.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
