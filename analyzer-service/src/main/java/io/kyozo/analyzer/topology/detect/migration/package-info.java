/** Finds the migrations of services' databases. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.migration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
