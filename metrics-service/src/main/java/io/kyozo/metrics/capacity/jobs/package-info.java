/** Recurring looks at what services need. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.capacity.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
