/** Finds services of the Java platform, built by Maven or Gradle. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.java;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
