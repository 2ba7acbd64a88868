/** Reads source text for ports, variables, addresses, health routes: by hand-written scanners, in linear time. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
