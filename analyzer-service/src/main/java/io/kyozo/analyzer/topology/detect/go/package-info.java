/** Finds Go services. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.go;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
