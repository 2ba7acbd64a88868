/** What finds services: one detector per stack, and the scanners that read their sources. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
