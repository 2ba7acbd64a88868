/** How samples of a closed time are kept: compressed column by column, without loss. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.series.chunk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
