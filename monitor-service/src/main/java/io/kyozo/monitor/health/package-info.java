/** Health as judged from observations: a pure state machine with hysteresis and flap damping. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
