/** Use cases of the analysis, and its ports. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
