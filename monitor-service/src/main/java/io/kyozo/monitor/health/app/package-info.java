/** Recording what probes saw, and saying so when it changes something. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.health.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
