/** The whole analysis, from a walked folder to a topology document. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.analyze;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
