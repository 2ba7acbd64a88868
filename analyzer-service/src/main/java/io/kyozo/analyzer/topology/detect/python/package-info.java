/** Finds Python services. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.python;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
