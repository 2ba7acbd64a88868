/** The engine itself: claims jobs, runs them, keeps their leases and records their outcome, over the ports here. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
