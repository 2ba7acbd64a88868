/** Asks a language model for a second opinion. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
