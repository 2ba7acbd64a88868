/** Finds Ruby services. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.ruby;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
