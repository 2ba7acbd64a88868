/** The work of telling. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.notify.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
