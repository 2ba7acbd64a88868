/** Finds services of the Erlang virtual machine: Elixir, Gleam. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.beam;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
