/** Probes over HTTP and TCP. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.check.net;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
