/** What a running replica uses, from counters to samples. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
