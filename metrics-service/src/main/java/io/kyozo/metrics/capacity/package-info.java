/** What a team uses altogether. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.capacity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
