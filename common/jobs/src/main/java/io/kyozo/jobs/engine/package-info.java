/** What the engine decides, as plain values and functions: states, back-off, outcomes, schedules, options. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
