/** Parsers for what folders hold, each bounded in size, depth and time: none throws on odd input. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.parse;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
