/** Finds Rust services. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.rust;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
