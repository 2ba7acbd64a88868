/** The topologies in the API. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
