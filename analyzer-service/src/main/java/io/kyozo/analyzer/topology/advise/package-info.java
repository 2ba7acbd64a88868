/** Recommendations, each with the file and line that caused it. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.advise;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
