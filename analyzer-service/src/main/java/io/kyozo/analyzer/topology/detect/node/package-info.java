/** Finds what JavaScript and TypeScript packages serve: Node.js, Bun, single-page applications. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.node;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
