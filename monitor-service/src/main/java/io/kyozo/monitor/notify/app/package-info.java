/** Telling people of alerts: what is due is written down with the job that delivers it. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.notify.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
