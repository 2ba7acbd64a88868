/** Finds static sites. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
