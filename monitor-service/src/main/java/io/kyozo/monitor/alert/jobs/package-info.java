/** The regular work of alerts. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.alert.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
